using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>Why something was not done, said in place. <paramref name="Then"/> is the way on, where there is one.</summary>
public sealed record Problem(string Text, ToastAction? Then = null);

/// <summary>
/// What an agent does with a conversation: each thing asks its operation, says what became of it, and offers the way back
/// where there is one. Null is success.
/// </summary>
public sealed class ConversationActions(
    AssignConversation assign, UnassignConversation unassign, TransferConversation transfer, ResolveConversation resolve, ReopenConversation reopen,
    SnoozeConversation snooze, WakeConversation wake, SetPriority priority, ReadTeam team, Toasts toasts, TimeProvider clock, IStringLocalizer<StaffText> l)
{
    public async Task<Problem?> TakeAsync(Actor actor, ConversationRow row, CancellationToken ct) =>
        await ProblemOf(TakeAsync(actor, row.Conversation.Id, ct)) is { } problem
            ? problem
            : Done(await OverAsync(actor, row.Conversation.Channel, ct) is { } over ? l["You have {0} now. {1}", row.CustomerName, over] : l["You have {0} now", row.CustomerName], row.Conversation.IsQueued ? () => unassign.ExecuteAsync(actor, row.Conversation.Id, RoutingReasons.ByHand, default) : null);

    public async Task<Problem?> AssignAsync(Actor actor, ConversationRow row, Agent to, bool anyway, CancellationToken ct)
    {
        var (id, claim) = (row.Conversation.Id, anyway ? CapacityClaim.Override : CapacityClaim.ByHand);
        var outcome = await assign.ExecuteAsync(actor, id, to.Id, to.Name, claim, RoutingReasons.ByHand, null, ct);
        if (outcome is ChangeOutcome.Refused { Reason: Refusal.AgentUnavailable } && actor.Leads && !anyway)
            return new(RefusalWords.Of(Refusal.AgentUnavailable, l, to.Name), new(l["Assign anyway"], async () => await AssignAsync(actor, row, to, anyway: true, default)));
        if (ProblemOf(outcome, to.Name) is { } problem) return problem;
        return Done(l["{0} has {1} now", to.Name, row.CustomerName], UndoOfAssign(actor, row));
    }

    public async Task<Problem?> ReturnAsync(Actor actor, ConversationRow row, CancellationToken ct) =>
        await ProblemOf(unassign.ExecuteAsync(actor, row.Conversation.Id, RoutingReasons.ByHand, ct)) is { } problem
            ? problem
            : Done(l["{0} waits in the queue again", row.CustomerName], row.Conversation.AssigneeId == actor.User ? () => TakeAsync(actor, row.Conversation.Id, default) : null);

    public async Task<Problem?> TransferAsync(Actor actor, ConversationRow row, Queue to, CancellationToken ct)
    {
        var c = row.Conversation;
        return await ProblemOf(transfer.ExecuteAsync(actor, c.Id, to.Id, to.Name, ct)) is { } problem
            ? problem
            : Done(l["{0} waits in {1} now", row.CustomerName, to.Name], async () =>
            {
                var back = await transfer.ExecuteAsync(actor, c.Id, c.QueueId, row.QueueName, default);
                return back is ChangeOutcome.Done && c.Holder == actor.User ? await TakeAsync(actor, c.Id, default) : back;
            });
    }

    public async Task<Problem?> ResolveAsync(Actor actor, ConversationRow row, CancellationToken ct) =>
        await ProblemOf(resolve.ExecuteAsync(actor, row.Conversation.Id, ct)) is { } problem
            ? problem
            : Done(l["Resolved {0}", row.CustomerName], row.Conversation.AssigneeId == actor.User ? () => reopen.ExecuteAsync(actor, row.Conversation.Id, default) : null);

    public async Task<Problem?> ReopenAsync(Actor actor, ConversationRow row, CancellationToken ct) =>
        await ProblemOf(reopen.ExecuteAsync(actor, row.Conversation.Id, ct)) is { } problem
            ? problem
            : Done(l["{0} is open again, and yours", row.CustomerName], () => resolve.ExecuteAsync(actor, row.Conversation.Id, default));

    public async Task<Problem?> SnoozeAsync(Actor actor, ConversationRow row, DateTimeOffset until, TimeZoneInfo zone, CancellationToken ct) =>
        await ProblemOf(snooze.ExecuteAsync(actor, row.Conversation.Id, until, ct)) is { } problem
            ? problem
            : Done(l["{0} sleeps until {1}, or until they write", row.CustomerName, Moments.Until(until, clock.GetUtcNow(), zone, l)], () => WakeAndKeepAsync(actor, row));

    public async Task<Problem?> PrioritiseAsync(Actor actor, ConversationRow row, PriorityLevel level, CancellationToken ct)
    {
        if (row.Conversation.Level == level) return null;
        return await ProblemOf(priority.ExecuteAsync(actor, row.Conversation.Id, level, null, ct)) is { } problem
            ? problem
            : Done(l["The priority of {0} is {1} now", row.CustomerName, PriorityWords.Of(level, l)], () => priority.ExecuteAsync(actor, row.Conversation.Id, row.Conversation.Level, null, default));
    }

    public async Task<Problem?> WakeAsync(Actor actor, ConversationRow row, CancellationToken ct) =>
        ProblemOf(await WakeAndKeepAsync(actor, row)) is { } problem ? problem : Done(l["{0} is awake", row.CustomerName], null);

    /// <summary>Who takes one by hand may go over their capacity, and is told so.</summary>
    private async Task<string?> OverAsync(Actor actor, ChannelKind kind, CancellationToken ct) =>
        await team.FindAsync(actor, actor.User, ct) is { } me && me.Room(kind, 100) < 0
            ? l["That is more than your limit: {0} of {1} units.", me.Used[kind] / (double)Weights.Ordinary, me.Capacity[kind]].Value
            : null;

    private Task<ChangeOutcome> TakeAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        assign.ExecuteAsync(actor, id, actor.User, actor.Name, CapacityClaim.ByHand, RoutingReasons.ByHand, null, ct);

    // Waking puts a conversation into its queue; whoever had it keeps it, as long as routing has not been faster.
    private async Task<ChangeOutcome> WakeAndKeepAsync(Actor actor, ConversationRow row)
    {
        var outcome = await wake.ExecuteAsync(actor, row.Conversation.Id, default);
        if (outcome is not ChangeOutcome.Done || (row.Conversation.AssigneeId is { } had && had != actor.User)) return outcome;
        var taken = await TakeAsync(actor, row.Conversation.Id, default);
        return taken is ChangeOutcome.Refused { Reason: Refusal.NothingToDo } ? outcome : taken;
    }

    private Func<Task<ChangeOutcome>>? UndoOfAssign(Actor actor, ConversationRow row)
    {
        // An agent who gave it away may not take it back: it is the other one's now.
        if (!actor.Leads) return null;
        var c = row.Conversation;
        return c.Holder is { } had
            ? () => assign.ExecuteAsync(actor, c.Id, had, row.AssigneeName ?? "", CapacityClaim.Override, RoutingReasons.ByHand, null, default)
            : () => unassign.ExecuteAsync(actor, c.Id, RoutingReasons.ByHand, default);
    }

    private Problem? Done(string text, Func<Task<ChangeOutcome>>? undo)
    {
        toasts.Show(ToastTone.Done, text, undo is null ? null : new ToastAction(l["Undo"], async () =>
        {
            if (ProblemOf(await undo()) is { } problem) toasts.Show(ToastTone.Failed, problem.Text);
        }));
        return null;
    }

    private async Task<Problem?> ProblemOf(Task<ChangeOutcome> asked) => ProblemOf(await asked);

    private Problem? ProblemOf(ChangeOutcome outcome, string? agent = null) => outcome switch
    {
        ChangeOutcome.Done => null,
        ChangeOutcome.Refused r => new(RefusalWords.Of(r.Reason, l, agent)),
        ChangeOutcome.Unknown => new(RefusalWords.OfUnknown(l)),
        _ => throw new InvalidOperationException($"No words for {outcome}"),
    };
}
