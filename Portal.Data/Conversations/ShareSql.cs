using Portal.Domain.Conversations;
using Portal.Domain.Routing;

namespace Portal.Data.Conversations;

/// <summary>
/// The statements that take and give back an agent's capacity for one kind of channel. Each asks and changes in one, so that
/// any number of nodes may claim at once.
/// </summary>
internal sealed class ShareSql
{
    private readonly string routed;
    private readonly string byHand;
    private readonly string over;

    public ShareSql(ChannelKind kind)
    {
        var (load, used, capacity) = ($"\"Load_{kind}\"", $"\"Used_{kind}\"", $"\"Capacity_{kind}\"");
        over = $"""UPDATE "Agents" SET {load} = {load} + 1, {used} = {used} + @Units, "LastAssignedAt" = @Now WHERE "Id" = @Id AND "IsEnabled" = @Enabled""";
        byHand = over + $" AND {used} + @Units <= {capacity} * 2";
        routed = over + $""" AND {used} + @Units <= {capacity} * 2 * @Percent / 100 AND "Presence" IN ({(int)Presence.Available}, {(int)Presence.TransfersOnly})""";
        Release = $"""UPDATE "Agents" SET {load} = {load} - 1, {used} = CASE WHEN {used} > @Units THEN {used} - @Units ELSE 0 END WHERE "Id" = @Id AND {load} > 0""";
        Adjust = $"""UPDATE "Agents" SET {used} = CASE WHEN {used} + @Units > 0 THEN {used} + @Units ELSE 0 END WHERE "Id" = @Id""";
    }

    public string Release { get; }
    public string Adjust { get; }

    public IEnumerable<string> All => [routed, byHand, over, Release, Adjust];

    public string Claim(CapacityClaim claim) => claim switch
    {
        CapacityClaim.Routed => routed,
        CapacityClaim.ByHand => byHand,
        CapacityClaim.Override => over,
        _ => throw new ArgumentOutOfRangeException(nameof(claim), claim, "No statement"),
    };
}
