using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>Builds the handover packet of a conversation as it stands now, for the sender to correct.</summary>
public sealed class DraftPacket(ReadTimeline timeline)
{
    /// <summary>Pages of history that are read; what matters is rarely older.</summary>
    private const int Pages = 3;

    /// <param name="zone">Where times of day in the texts are meant.</param>
    public async Task<HandoverPacket> ExecuteAsync(Actor actor, ConversationId id, TimeZoneInfo zone, CancellationToken ct) =>
        PacketRules.Draft(await ReadAsync(actor, id, ct), zone);

    internal async Task<IReadOnlyList<TimelineEntry>> ReadAsync(Actor actor, ConversationId id, CancellationToken ct)
    {
        List<TimelineEntry> all = [];
        var before = long.MaxValue;
        for (var page = 0; page < Pages; page++)
        {
            var read = await timeline.BeforeAsync(actor, id, before, ct);
            all.InsertRange(0, read);
            if (read.Count < ReadTimeline.Page) break;
            before = read[0].Sequence;
        }

        return all;
    }
}
