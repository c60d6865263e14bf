using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>
/// Several requests in one transaction: loads what they concern, asks each for its decision in the order of arrival, and
/// collects what to write. A second request of the same conversation sees what the first one made of it.
/// </summary>
internal sealed class LogBatch(LogSession session, StandardsSnapshot standards, DateTimeOffset now)
{
    private readonly Dictionary<ConversationId, Conversation> current = [];
    private readonly Dictionary<(ConversationId, Guid), TimelineEntry> known = [];
    private readonly Dictionary<ConversationId, Conversation> stored = [];
    private readonly HashSet<ConversationId> touched = [];
    private readonly List<TimelineEntry> entries = [];

    /// <summary>Decides and writes, without committing. An outcome that is an exception is the fault of that request alone.</summary>
    public async Task<List<object>> RunAsync(IReadOnlyList<LogRequest> requests, CancellationToken ct)
    {
        var ids = requests.Select(r => r.Id).Distinct().OrderBy(i => i.Value).ToList();
        foreach (var conversation in await session.LoadAsync(ids, ct)) current[conversation.Id] = stored[conversation.Id] = conversation;
        var keys = requests.Where(r => r.Message is not null && stored.ContainsKey(r.Id)).Select(r => (r.Id, r.Message!.ClientMessageId)).ToList();
        foreach (var entry in await session.FindEntriesAsync(keys, ct)) known[(entry.ConversationId, entry.ClientMessageId)] = entry;

        // Conversations first and then agents, both sorted: claims in the order of the requests would wait in circles with another node's.
        var takers = requests.Select(r => r.Taker).OfType<UserId>().Distinct().OrderBy(u => u.Value).ToList();
        if (takers.Count > 1) await session.LockAgentsAsync(takers, ct);

        var outcomes = new List<object>(requests.Count);
        foreach (var request in requests) outcomes.Add(await DecideAsync(request, ct));

        var started = touched.Where(id => !stored.ContainsKey(id)).Select(id => current[id]).ToList();
        var changed = touched.Where(stored.ContainsKey).Select(id => (stored[id], current[id])).ToList();
        await session.WriteAsync(started, changed, entries, ct);
        return outcomes;
    }

    private async Task<object> DecideAsync(LogRequest request, CancellationToken ct)
    {
        current.TryGetValue(request.Id, out var before);
        if (request.Message is { } message && known.TryGetValue((request.Id, message.ClientMessageId), out var sent))
            return message.IsSameAs(sent) ? new LogResult.Repeated(sent) : new LogResult.Refused(Refusal.IdUsedTwice);
        if ((before ?? request.Start) is not { } state) return new LogResult.Unknown();

        Decision decision;
        try
        {
            decision = request.Decide(state, now);
        }
        catch (Exception error)
        {
            return error;
        }

        return decision switch
        {
            Decision.Refuse refuse => new LogResult.Refused(refuse.Reason),
            Decision.Write write => await WriteAsync(state, before, write, ct),
            _ => throw new InvalidOperationException($"Unknown decision {decision}"),
        };
    }

    private async Task<LogResult> WriteAsync(Conversation state, Conversation? before, Decision.Write write, CancellationToken ct)
    {
        if (state.Holder != write.Next.Holder)
        {
            if (write.Next.Holder is { } taker && !await session.ClaimAsync(taker, write.Next.Channel, write.Claim, new(write.Next.Takes, write.Percent), now, ct)) return new LogResult.Refused(Refusal.AgentUnavailable);
            if (state.Holder is { } giver) await session.ReleaseAsync(giver, state.Channel, state.Takes, ct);
        }
        else if (state.Holder is { } holder && state.Takes != write.Next.Takes)
        {
            await session.AdjustAsync(holder, state.Channel, write.Next.Takes - state.Takes, ct);
        }

        var (sequence, lastPublic) = (state.LastSequence, state.LastPublicSequence);
        var numbered = ImmutableArray.CreateBuilder<TimelineEntry>(write.Entries.Length);
        foreach (var draft in write.Entries)
        {
            var entry = draft.Number(state.Id, ++sequence, now);
            if (entry.Audience is Audience.Everyone) lastPublic = sequence;
            numbered.Add(entry);
            entries.Add(entry);
            known[(state.Id, entry.ClientMessageId)] = entry;
        }

        var after = write.Next with
        {
            LastSequence = sequence, LastPublicSequence = lastPublic, Version = state.Version + 1,
            LastEntryAt = numbered.Count > 0 ? now : state.LastEntryAt,
        };
        after = ClockRules.Advance(state, after, standards.Of(after.QueueId), now, standards.Of(state.QueueId));
        current[state.Id] = after;
        touched.Add(state.Id);
        return new LogResult.Written(after, before, numbered.DrainToImmutable());
    }
}
