using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>
/// Says what a new conversation is about by the rules in force, and lets it go to routing. Any node may try at any time:
/// the log lets the first one through. Why is recorded before it is done, and taken back by who came too late.
/// </summary>
public sealed class TriageConversation(ITriageStore store, PublishedTriage published, CategoriseConversation categorise, ReadTeam team, QueueHours hours, TimeProvider clock, ILogger<TriageConversation> logger)
{
    private const int Batch = 50;
    private const string Reason = "triage";

    /// <returns>False when it was done before.</returns>
    public async Task<bool> ExecuteAsync(ConversationId id, CancellationToken ct)
    {
        using var span = Spans.Start("triage", id);
        var version = await published.CurrentAsync(ct);
        var known = await team.SkillsAsync(Actor.System, ct);
        var spoken = LanguageSkills.Of(known);
        if ((version is null && spoken.IsEmpty) || await store.FindCaseAsync(id, ct) is not { } found) return await LetGoAsync(id, ct);
        var rules = version?.Rules ?? [];
        var language = published.LanguageOf(rules, found, isAsked: !spoken.IsEmpty);
        var facts = TriageRules.FactsOf(found, language, await TriageHours.IsOpenAsync(team, hours, rules, found, ct));
        var result = LanguageSkills.Add(published.Apply(rules, facts), spoken, language);
        var queues = result.Set.Queue is null ? [] : await team.QueuesAsync(Actor.System, ct);
        var queue = queues.FirstOrDefault(q => q.Id == result.Set.Queue);
        var skills = known.ToDictionary(s => s.Id, s => s.Name);
        // They may have been deleted since the rules were published: the conversation waits where it is, and asks for what there is.
        var set = result.Set with { Queue = queue?.Id, Needs = [.. result.Set.Needs.Where(n => skills.ContainsKey(n.Skill))] };
        var now = clock.GetUtcNow();
        var record = new TriageRecord { ConversationId = id, Id = Guid.CreateVersion7(now), Version = version?.Number ?? TriageRecord.WithoutRules, At = now, Language = language, Hits = result.Hits };
        await store.RecordAsync(record, ct);
        var words = new CategoryWords(
            string.Join(" · ", new[] { set.Topic, queue?.Name, set.Tags.IsEmpty ? null : string.Join(", ", set.Tags) }.Where(w => w is not null)),
            string.Join(", ", set.Needs.Select(n => $"{skills[n.Skill]} {n.Level}")));
        var done = await categorise.ExecuteAsync(Actor.System, id, set, words, Reason, ct) is ChangeOutcome.Done;
        if (!done) await store.ForgetAsync(record, ct);
        return done;
    }

    /// <summary>
    /// Those whose hold is over: their node died, or something failed. Each gets this one more chance, and is let go if that fails too.
    /// </summary>
    public async Task OverdueAsync(CancellationToken ct)
    {
        foreach (var id in await store.ListOverdueAsync(clock.GetUtcNow(), Batch, ct))
        {
            try
            {
                await ExecuteAsync(id, ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                logger.LogError(error, "Conversation {Conversation} could not be triaged; it is routed without", id);
                await LetGoAsync(id, ct);
            }
        }
    }

    private async Task<bool> LetGoAsync(ConversationId id, CancellationToken ct) =>
        await categorise.ExecuteAsync(Actor.System, id, new(), new(), Reason, ct) is ChangeOutcome.Done;
}
