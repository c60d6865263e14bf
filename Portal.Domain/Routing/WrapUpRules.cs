using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>A resolved conversation that its agent is still busy with.</summary>
/// <param name="Channel">Of which kind of capacity it takes.</param>
/// <param name="Units">Half units that it takes until then.</param>
/// <param name="Until">When its units are free at the latest.</param>
public readonly record struct WrapUp(ChannelKind Channel, int Units, DateTimeOffset Until);

/// <summary>Whether the end of wrap-ups gives somebody room. Pure.</summary>
public static class WrapUpRules
{
    /// <param name="units">Half units that are needed.</param>
    /// <param name="percent">How much of the capacity counts.</param>
    /// <returns>When enough of the agent's wrap-ups have ended at the latest; null when even all of them leave too little room.</returns>
    public static DateTimeOffset? RoomAt(Agent agent, ChannelKind kind, int units, int percent)
    {
        var room = agent.Room(kind, percent);
        foreach (var wrapUp in agent.WrapUps)
        {
            if (wrapUp.Channel != kind) continue;
            room += wrapUp.Units;
            if (room >= units) return wrapUp.Until;
        }

        return null;
    }
}
