using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>
/// Hears what may hand a conversation up by itself: a customer who comes again, one who sounds upset, and a promise that was broken. A word list on the
/// preview decides whether to look at all, so most messages cost nothing. Every node hears everything; the database lets one ask.
/// </summary>
internal sealed class EscalationWorker(IEventHub hub, EscalateByItself escalate, ReadEscalations reads, AcceptEscalation accept, ILogger<EscalationWorker> logger) : IHostedService, IDisposable
{
    private IDisposable? desk;

    public Task StartAsync(CancellationToken ct)
    {
        desk = hub.Subscribe(Topic.Desk, fact => new ValueTask(OnDeskAsync(fact)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct)
    {
        desk?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => desk?.Dispose();

    private async Task OnDeskAsync(IEvent fact)
    {
        if (fact is not ConversationChanged { After: var after, Before: var before }) return;
        try
        {
            if (before is null) await escalate.ExecuteAsync(after.Id, EscalationCause.RepeatedContact, CancellationToken.None);
            if (before is not null && AlarmRules.Raised(before, after).Any(a => a.IsBreach)) await escalate.ExecuteAsync(after.Id, EscalationCause.ServiceLevelMissed, CancellationToken.None);
            var spoke = after.PreviewRole is Role.Customer && after.LastPublicSequence > (before?.LastPublicSequence ?? 0);
            if (spoke && MoodRules.Score(after.Preview) >= MoodRules.Notable) await escalate.ExecuteAsync(after.Id, EscalationCause.CustomerUpset, CancellationToken.None);
            if (after.OpenedAt is not null && before?.OpenedAt is null && after.Holder is { } holder) await AcceptAsync(after.Id, holder);
        }
        catch (Exception error)
        {
            logger.LogError(error, "Whether {Conversation} goes up by itself could not be found out", after.Id);
        }
    }

    /// <summary>Nobody had it when the tier was asked, and now a member has opened it: that is acceptance.</summary>
    private async Task AcceptAsync(ConversationId id, UserId holder)
    {
        var actor = new Actor(holder.Value, Role.Agent, "");
        if ((await reads.OfAsync(actor, id, CancellationToken.None)).FirstOrDefault(c => c.State is EscalationState.Asked) is not { FromAgentId: null } asked) return;
        await accept.ByOpeningAsync(asked.Id, holder, CancellationToken.None);
    }
}
