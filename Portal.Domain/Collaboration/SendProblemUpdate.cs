using Microsoft.Extensions.Options;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>
/// Writes one update down for every conversation that is linked now; <see cref="DeliverProblemUpdates"/> posts it. By those
/// who lead: it goes to customers of other people's conversations.
/// </summary>
public sealed class SendProblemUpdate(ICollaborationStore store, IEventHub hub, IOptions<ConversationOptions> options, TimeProvider clock)
{
    /// <param name="id">Chosen before the first attempt: sending again is harmless.</param>
    public async Task<ProblemOutcome> ExecuteAsync(Actor actor, Guid problem, Guid id, string text, CancellationToken ct)
    {
        if (!actor.IsStaff || !actor.Leads) return new ProblemOutcome.Refused(Refusal.NotYours);
        if (string.IsNullOrWhiteSpace(text)) return new ProblemOutcome.Refused(Refusal.Empty);
        if (text.Length > options.Value.LongestText) return new ProblemOutcome.Refused(Refusal.TooLong);
        if (!TextRules.IsStorable(text)) return new ProblemOutcome.Refused(Refusal.Unreadable);
        if (await store.FindProblemAsync(problem, ct) is not { } found) return new ProblemOutcome.Unknown();
        if (found.ClosedAt is not null) return new ProblemOutcome.Refused(Refusal.Resolved);
        var update = new ProblemUpdate { Id = id, ProblemId = problem, Text = text.Trim(), AuthorId = actor.Id, AuthorRole = actor.Role, AuthorName = actor.Name, At = clock.GetUtcNow() };
        if (!await store.AddUpdateAsync(update, Problem.MostLinked, ct)) return new ProblemOutcome.Refused(Refusal.NothingToDo);
        hub.Publish(new ProblemChanged(problem));
        return new ProblemOutcome.Done(found);
    }
}
