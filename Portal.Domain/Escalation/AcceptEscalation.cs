using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>
/// Takes over what a tier was asked for. First the case is claimed, so that of two who accept one wins; then the conversation
/// goes over in one step. A crash between the two is finished by <see cref="SettleEscalations"/>.
/// </summary>
public sealed class AcceptEscalation(IEscalationStore store, ReadTimeline timeline, ReadTeam team, HandOverConversation handOver, TellEscalation told, EndEscalation end, KeepCommitments commitments, IEventHub hub, TimeProvider clock)
{
    /// <param name="anyway">Although the actor has no room for it.</param>
    public async Task<EscalationOutcome> ExecuteAsync(Actor actor, Guid caseId, bool anyway, CancellationToken ct)
    {
        if (await store.FindAsync(caseId, ct) is not { } asked) return new EscalationOutcome.Unknown();
        using var span = Spans.Start("accept escalation", asked.ConversationId);
        var isMember = await IsMemberAsync(team, actor, asked.QueueId, ct);
        var (next, refused) = EscalationRules.Accept(asked, actor, isMember, clock.GetUtcNow());
        if (next is null) return new EscalationOutcome.Refused(refused!.Value);
        if (await timeline.FindAsync(Actor.System, asked.ConversationId, ct) is not { } conversation) return new EscalationOutcome.Unknown();
        if (conversation.AssigneeId != actor.User && EscalationRules.FateOf(asked, conversation, false) is var fate and not RequestFate.Stands)
        {
            await end.ExecuteAsync(asked, fate, ct);
            return new EscalationOutcome.Refused(fate is RequestFate.Resolved ? EscalationRefusal.Resolved : EscalationRefusal.Taken);
        }

        if (!await store.ChangeAsync(next, ct)) return new EscalationOutcome.Overtaken();
        return span.Ended(await FinishAsync(next with { Version = next.Version + 1 }, asked, anyway ? CapacityClaim.Override : CapacityClaim.ByHand, ct));
    }

    /// <summary>
    /// The conversation went on without an answer to the request. A member of the tier who has opened what nobody had has accepted; when anybody
    /// else has it, or it is resolved, nobody needs the tier any more.
    /// </summary>
    public async Task FollowAsync(ConversationId id, CancellationToken ct)
    {
        if (await store.FindOpenAsync(id, ct) is { } asked) await FollowAsync(asked, ct);
    }

    /// <returns>False when the request stands.</returns>
    internal async Task<bool> FollowAsync(EscalationCase asked, CancellationToken ct)
    {
        if (await timeline.FindAsync(Actor.System, asked.ConversationId, ct) is not { } conversation)
        {
            await end.ExecuteAsync(asked, RequestFate.Resolved, ct);
            return true;
        }

        var holder = conversation.AssigneeId is { } who && who != asked.FromAgentId ? await team.FindAsync(Actor.System, who, ct) : null;
        var actor = holder is null ? null : new Actor(holder.Id.Value, Role.Agent, holder.Name);
        var isMember = actor is not null && await IsMemberAsync(team, actor, asked.QueueId, ct);
        switch (EscalationRules.FateOf(asked, conversation, isMember))
        {
            case RequestFate.Stands:
                return false;
            case RequestFate.Accepted when EscalationRules.Accept(asked, actor!, isMember, clock.GetUtcNow()).Next is { } next:
                if (await store.ChangeAsync(next, ct)) await FinishAsync(next with { Version = next.Version + 1 }, null, CapacityClaim.Override, ct);
                return true;
            case var fate:
                await end.ExecuteAsync(asked, fate, ct);
                return true;
        }
    }

    /// <param name="asked">What the case goes back to when the handover is refused; null to leave it.</param>
    internal async Task<EscalationOutcome> FinishAsync(EscalationCase accepted, EscalationCase? asked, CapacityClaim claim, CancellationToken ct)
    {
        var receiver = new Actor(accepted.AcceptedById!.Value.Value, Role.Agent, accepted.AcceptedByName!);
        // Somebody was faster than whoever asked, or than the sweep after a crash: the customer reads first who was asked.
        if (accepted.ToldAt is null) await told.AskedAsync(accepted, ct);
        var outcome = await HandOverAsync(accepted, receiver, claim, ct);
        var after = outcome switch
        {
            ChangeOutcome.Done or ChangeOutcome.Refused { Reason: Refusal.NothingToDo } => accepted with { HandedOverAt = clock.GetUtcNow() },
            ChangeOutcome.Refused { Reason: Refusal.AgentUnavailable } when asked is not null =>
                accepted with { State = EscalationState.Asked, AcceptedById = null, AcceptedByName = null, AcceptedAt = null, AcceptBy = asked.AcceptBy },
            // Resolved in the meantime, erased, or taken by somebody else: nobody needs it any more.
            _ => EscalationRules.End(accepted, clock.GetUtcNow()),
        };
        if (!await store.ChangeAsync(after, ct)) return new EscalationOutcome.Overtaken();
        if (after.State is EscalationState.Accepted) await commitments.FromOthersAsync(Actor.System, receiver.User, after.ConversationId, after.Packet.Promises, clock.GetUtcNow(), ct);
        hub.Publish(EscalationChanged.Of(after, receiver));
        return after.State switch
        {
            EscalationState.Accepted => new EscalationOutcome.Done(after),
            EscalationState.Asked => new EscalationOutcome.Refused(EscalationRefusal.Full),
            _ when outcome is ChangeOutcome.Refused { Reason: Refusal.AlreadyTaken } => new EscalationOutcome.Refused(EscalationRefusal.Taken),
            _ => new EscalationOutcome.Refused(EscalationRefusal.Resolved),
        };
    }

    private async Task<ChangeOutcome> HandOverAsync(EscalationCase accepted, Actor receiver, CapacityClaim claim, CancellationToken ct)
    {
        if (await timeline.FindAsync(Actor.System, accepted.ConversationId, ct) is not { } conversation) return new ChangeOutcome.Unknown();
        if (!EscalationRules.MayGoOver(accepted, conversation)) return new ChangeOutcome.Refused(Refusal.AlreadyTaken);
        var entry = new EntryDraft(EscalationRules.StepId(accepted, EscalationStep.Accepted), EntryKind.Event, Audience.Everyone, receiver) { Event = TimelineEvent.EscalationAccepted, Text = accepted.TierName };
        return await handOver.ExecuteAsync(Actor.System, accepted.ConversationId, conversation.AssigneeId, receiver.User, entry, claim, ct);
    }

    internal static async Task<bool> IsMemberAsync(ReadTeam team, Actor actor, QueueId queue, CancellationToken ct) =>
        actor.IsStaff && (await team.MembersAsync(actor, ct)).Any(m => m.QueueId == queue && m.UserId == actor.User);
}
