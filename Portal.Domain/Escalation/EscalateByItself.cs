using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>Asks a tier without a person, where a tier is set up for the cause. Once per conversation and cause, whatever became of it, until the conversation is resolved.</summary>
public sealed class EscalateByItself(IEscalationStore store, ReadTimeline timeline, CountContacts contacts, ServiceStandards standards, DraftPacket draft, AskEscalation ask, TimeProvider clock, ILogger<EscalateByItself> logger)
{
    private const int Cases = 20;

    /// <returns>Null when no tier wants it, or it was asked for before.</returns>
    public async Task<EscalationCase?> ExecuteAsync(ConversationId id, EscalationCause cause, CancellationToken ct)
    {
        var tiers = await store.ListTiersAsync(ct);
        if (!IsWanted(tiers, cause)) return null;
        if (await timeline.FindAsync(Actor.System, id, ct) is not { Status: not ConversationStatus.Resolved } conversation) return null;
        var cases = await store.ListOfAsync(id, Cases, ct);
        if (cases.Any(c => (c.Cause == cause && !c.IsPast) || c.State is EscalationState.Asked)) return null;
        var count = cause is EscalationCause.RepeatedContact ? await contacts.ExecuteAsync(Actor.System, conversation.CustomerId, clock.GetUtcNow() - EscalationRules.ContactWindow, ct) : 0;
        if (EscalationRules.Automatic(tiers, cause, conversation, EscalationRules.LevelOf(cases, tiers), count) is not { } tier) return null;
        if (cause is EscalationCause.CustomerUpset && !await IsUpsetAsync(id, ct)) return null;

        // "By 15:00" means the time at which the queue's people work.
        var zone = (await standards.ForAsync([conversation.QueueId], ct)).Of(conversation.QueueId)?.Calendar is { } calendar ? CalendarRules.ZoneOf(calendar) : TimeZoneInfo.Utc;
        var packet = await draft.ExecuteAsync(Actor.System, id, zone, ct);
        if (await ask.ExecuteAsync(Actor.System, id, tier.Id, cause, packet, null, ct) is not EscalationOutcome.Done done) return null;
        logger.LogInformation("{Conversation} goes to {Tier} by itself: {Cause}", id, tier.Id, cause);
        return done.After;
    }

    /// <summary>Whether any tier is asked for this cause at all.</summary>
    public async Task<bool> IsWantedAsync(EscalationCause cause, CancellationToken ct) => IsWanted(await store.ListTiersAsync(ct), cause);

    private static bool IsWanted(IReadOnlyList<Tier> tiers, EscalationCause cause) => tiers.Any(t => EscalationRules.IsAskedFor(t, cause, int.MaxValue));

    /// <summary>A request was settled: if the service level is missed now, that is asked for in its turn.</summary>
    public async Task<EscalationCase?> AfterAnotherAsync(ConversationId id, CancellationToken ct) =>
        await timeline.FindAsync(Actor.System, id, ct) is { Status: ConversationStatus.Open } c && (c.Marks & (ServiceMarks.AnswerLate | ServiceMarks.ResolutionLate)) != 0
            ? await ExecuteAsync(id, EscalationCause.ServiceLevelMissed, ct)
            : null;

    private async Task<bool> IsUpsetAsync(ConversationId id, CancellationToken ct)
    {
        var newest = await timeline.BeforeAsync(Actor.System, id, long.MaxValue, ct);
        return MoodRules.Of([.. newest.Where(e => e.AuthorRole is Role.Customer && e.Text is not null).Select(e => e.Text!)]).Mood is Mood.Upset;
    }
}
