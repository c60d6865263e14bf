using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>
/// Hears what may hand a conversation up by itself: a customer who comes again, one who sounds upset, and a promise that was broken. A word list on the
/// preview, and what the tiers are asked for at all, decide whether to look, so most messages cost nothing. It hears too what happens to a
/// conversation whose request is open.
/// </summary>
internal sealed class EscalationWorker(IEventHub hub, EscalateByItself escalate, AcceptEscalation accept, EndEscalation end, TierMemory tiers, ILogger<EscalationWorker> logger) : DeskWorker(hub, logger)
{
    private readonly IEventHub hub = hub;
    private readonly ILogger<EscalationWorker> logger = logger;
    private IDisposable? settled;

    public override Task StartAsync(CancellationToken ct)
    {
        settled = hub.Subscribe(Topic.Escalations, fact => new ValueTask(OnSettledAsync(fact)), fact => fact is EscalationChanged { State: not EscalationState.Asked });
        return base.StartAsync(ct);
    }

    public override void Dispose()
    {
        settled?.Dispose();
        base.Dispose();
    }

    protected override bool Concerns(Conversation? before, Conversation after) => Causes(before, after).Any() || WasResolved(before, after) || HasMoved(before, after);

    protected override async Task OnChangedAsync(Conversation? before, Conversation after)
    {
        if (WasResolved(before, after)) await end.CloseAsync(after.Id, CancellationToken.None);
        else if (HasMoved(before, after)) await accept.FollowAsync(after.Id, CancellationToken.None);
        foreach (var cause in Causes(before, after))
        {
            if (await tiers.IsWantedAsync(cause, CancellationToken.None)) await escalate.ExecuteAsync(after.Id, cause, CancellationToken.None);
        }
    }

    private static IEnumerable<EscalationCause> Causes(Conversation? before, Conversation after)
    {
        if (before is null) yield return EscalationCause.RepeatedContact;
        else if (AlarmRules.Raised(before, after).Any(a => a.IsBreach)) yield return EscalationCause.ServiceLevelMissed;
        var spoke = after.PreviewRole is Role.Customer && after.LastPublicSequence > (before?.LastPublicSequence ?? 0);
        if (spoke && MoodRules.Score(after.Preview) >= MoodRules.Notable) yield return EscalationCause.CustomerUpset;
    }

    /// <summary>Somebody else has it, has opened it, or it waits elsewhere.</summary>
    private static bool HasMoved(Conversation? before, Conversation after) =>
        before is not null && (before.AssigneeId != after.AssigneeId || before.QueueId != after.QueueId || (before.OpenedAt is null && after.OpenedAt is not null));

    /// <summary>A promise may have been broken while another request was open.</summary>
    private async Task OnSettledAsync(IEvent fact)
    {
        if (fact is not EscalationChanged { Conversation: var id }) return;
        try
        {
            if (await tiers.IsWantedAsync(EscalationCause.ServiceLevelMissed, CancellationToken.None)) await escalate.AfterAnotherAsync(id, CancellationToken.None);
        }
        catch (Exception error)
        {
            logger.LogError(error, "Whether {Conversation} goes up after its request was settled could not be found out", id);
        }
    }
}
