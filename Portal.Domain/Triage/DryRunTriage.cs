using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>A conversation that the draft would treat otherwise.</summary>
/// <param name="Start">The beginning of what the customer wrote.</param>
/// <param name="Queue">Where it waits when nothing says otherwise.</param>
/// <param name="Before">By the rules in force.</param>
/// <param name="After">By the draft.</param>
public sealed record TriageDifference(ConversationId Conversation, DateTimeOffset At, string Customer, string Start, QueueId Queue, TriageResult Before, TriageResult After);

/// <param name="Looked">Conversations looked at so far.</param>
/// <param name="Applied">Those of them in which any rule of the draft applies.</param>
/// <param name="Differences">Found on this page.</param>
public sealed record DryRunPage(int Looked, int Applied, ImmutableArray<TriageDifference> Differences);

/// <summary>
/// What rules would make of the last conversations, beside what those in force make of them. On both sides stands, as for a new
/// conversation, what its language asks for by itself, with the skills of today. Reads only, page by page.
/// </summary>
public sealed class DryRunTriage(ITriageStore store, PublishedTriage published, ReadTeam team, QueueHours hours, TimeProvider clock)
{
    public const int Most = 2_000;
    private const int PageSize = 100;
    private const int LongestStart = 120;

    /// <param name="count">How many conversations, 1 to <see cref="Most"/>.</param>
    public async IAsyncEnumerable<DryRunPage> ExecuteAsync(Actor actor, ImmutableArray<TriageRule> draft, int count, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!actor.Leads) yield break;
        var current = (await published.CurrentAsync(ct))?.Rules ?? [];
        var spoken = LanguageSkills.Of(await team.SkillsAsync(actor, ct));
        var queues = TriageRules.Asks(draft.AddRange(current), Field.WithinHours) ? await team.QueuesAsync(actor, ct) : [];
        var until = clock.GetUtcNow();
        var (looked, applied, most) = (0, 0, Math.Clamp(count, 1, Most));
        while (looked < most)
        {
            var cases = await store.ListCasesAsync(until, looked, Math.Min(PageSize, most - looked), ct);
            if (cases.Count == 0) yield break;
            var found = ImmutableArray.CreateBuilder<TriageDifference>();
            foreach (var one in cases)
            {
                var language = published.LanguageOf(draft.AddRange(current), one, isAsked: !spoken.IsEmpty);
                var facts = TriageRules.FactsOf(one, language, await TriageHours.IsOpenAsync(queues, hours, one, ct));
                var (before, after) = (published.Apply(current, facts), published.Apply(draft, facts));
                if (after.Hits.Length > 0) applied++;
                // After that count: a language is no rule of the draft.
                (before, after) = (LanguageSkills.Add(before, spoken, language), LanguageSkills.Add(after, spoken, language));
                if (Differ(before.Set, after.Set, facts.Queue)) found.Add(new(one.Conversation, one.At, one.Customer?.DisplayName ?? "", TextRules.OneLine(facts.Text, LongestStart), facts.Queue, before, after));
            }

            looked += cases.Count;
            yield return new(looked, applied, found.ToImmutable());
        }
    }

    private static bool Differ(Categories a, Categories b, QueueId otherwise) =>
        a.Topic != b.Topic || (a.Queue ?? otherwise) != (b.Queue ?? otherwise) || (a.Level ?? PriorityLevel.Normal) != (b.Level ?? PriorityLevel.Normal) || a.Weight != b.Weight
        || !a.Needs.ToHashSet().SetEquals(b.Needs) || !a.Tags.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(b.Tags);
}
