using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>
/// Asks a tier to take a conversation. Whoever has it keeps it until somebody accepts; what nobody has moves to the tier's queue at
/// once. The customer is told who is coming.
/// </summary>
public sealed class AskEscalation(IEscalationStore store, ReadTimeline timeline, TellEscalation tell, IEventHub hub, TimeProvider clock)
{
    private const int Cases = 20;

    /// <param name="word">What the sender says to the customer about it, beside what Portal tells; may be empty.</param>
    public async Task<EscalationOutcome> ExecuteAsync(Actor actor, ConversationId id, Guid tierId, EscalationCause cause, HandoverPacket packet, string? word, CancellationToken ct)
    {
        using var span = Spans.Start("escalate", id);
        if (await timeline.FindAsync(actor, id, ct) is not { } conversation) return span.Ended<EscalationOutcome>(new EscalationOutcome.Unknown());
        var tiers = await store.ListTiersAsync(ct);
        if (tiers.FirstOrDefault(t => t.Id == tierId) is not { } tier) return new EscalationOutcome.Refused(EscalationRefusal.NoSuchTier);
        var clean = PacketRules.Clean(packet);
        var said = actor.IsStaff ? TextRules.Storable(word ?? "").Trim() : "";
        if (said.Length > EscalationRules.LongestWord) return new EscalationOutcome.Refused(EscalationRefusal.WordTooLong);
        var level = EscalationRules.LevelOf(await store.ListOfAsync(id, Cases, ct), tiers);
        if (EscalationRules.MayAsk(actor, conversation, tier, level, clean) is { } refusal) return new EscalationOutcome.Refused(refusal, PacketRules.Missing(tier, clean));

        var asked = EscalationRules.Ask(actor, conversation, tier, cause, clean, Guid.CreateVersion7(), clock.GetUtcNow()) with { Word = said.Length == 0 ? null : said };
        if (!await store.AddAsync(asked, ct)) return new EscalationOutcome.Refused(EscalationRefusal.AskedAlready);
        // From here on the case stands, and what a crash leaves out SettleEscalations does.
        await tell.AskedAsync(asked, ct);
        await tell.MoveAsync(asked, ct);
        hub.Publish(EscalationChanged.Of(asked, actor));
        return span.Ended<EscalationOutcome>(new EscalationOutcome.Done(asked));
    }
}
