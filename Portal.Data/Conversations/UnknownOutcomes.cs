using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>
/// What was decided in transactions of which nobody knows whether they were committed: the connection broke before the answer
/// came. Whoever sent them is told that it failed, or finds their message stored when they send it again; but what has been
/// stored has been told to nobody. It is looked up as soon as the database answers, and told then.
/// </summary>
internal sealed class UnknownOutcomes(TimeProvider clock)
{
    /// <summary>Between two looks. A server may still be busy committing what this node believes to have lost.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>What is not stored after so long with a database that answers never will be.</summary>
    private static readonly TimeSpan Given = TimeSpan.FromSeconds(30);

    /// <summary>Several of the largest transactions. A database that breaks more than that off at once is not there to be asked either.</summary>
    private const int Most = 4096;

    private readonly Dictionary<(ConversationId, Guid), Lost> lost = [];
    private DateTimeOffset looked;

    public bool Any => lost.Count > 0;

    /// <summary>Whether it is time to look, so that traffic does not turn every transaction into a look.</summary>
    public bool IsDue => Any && clock.GetUtcNow() - looked >= LookAgain;

    public void Add(IEnumerable<(LogRequest Request, LogResult.Written Written)> outcomes)
    {
        foreach (var (request, written) in outcomes)
        {
            if (lost.Count >= Most) return;
            lost[Key(written)] = new(request, written, clock.GetUtcNow());
        }
    }

    /// <summary>Another attempt, perhaps of the same message sent again, has been written anew and is told in its own right.</summary>
    public void Forget(LogResult.Written written)
    {
        if (Any) lost.Remove(Key(written));
    }

    private static (ConversationId, Guid) Key(LogResult.Written written) =>
        (written.After.Id, written.Entries.Length > 0 ? written.Entries[0].ClientMessageId : Guid.CreateVersion7());

    /// <summary>
    /// Takes out what turned out to be stored, with what is to be told of it. A change without an entry cannot be told from
    /// somebody else's: what is stored now is told instead, which is true in either case, and the request is tried again.
    /// </summary>
    public async Task<IReadOnlyList<FoundOutcome>> LookAsync(LogSession session, CancellationToken ct)
    {
        if (!Any) return [];
        looked = clock.GetUtcNow();
        var entries = lost.Where(l => l.Value.Written.Entries.Length > 0).Select(l => l.Key).ToList();
        var silent = lost.Values.Where(l => l.Written.Entries.Length == 0).Select(l => l.Written.After.Id).Distinct().OrderBy(i => i.Value).ToList();
        List<Conversation> states;
        HashSet<(ConversationId, Guid)> stored;
        await session.BeginAsync(ct);
        try
        {
            states = silent.Count == 0 ? [] : await session.LoadAsync(silent, ct);
            stored = [.. (await session.FindEntriesAsync(entries, ct)).Select(e => (e.ConversationId, e.ClientMessageId))];
        }
        finally
        {
            await session.RollbackAsync();
        }

        var found = new List<FoundOutcome>();
        foreach (var (key, (request, written, since)) in lost.OrderBy(l => l.Value.Written.After.Version).ToList())
        {
            if (written.Entries.Length > 0)
            {
                if (stored.Contains(key)) found.Add(new(request, written, IsCertain: true));
                else if (looked - since < Given) continue;
            }
            else if (states.Find(s => s.Id == written.After.Id) is { } now && now.Version >= written.After.Version)
            {
                found.Add(new(request, written with { After = now }, IsCertain: false));
            }
            else if (looked - since < Given)
            {
                continue;
            }

            lost.Remove(key);
        }

        return found;
    }

    private sealed record Lost(LogRequest Request, LogResult.Written Written, DateTimeOffset Since);
}

/// <param name="IsCertain">Whether it is this very request that was committed.</param>
internal sealed record FoundOutcome(LogRequest Request, LogResult.Written Written, bool IsCertain);
