using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>How much of an agent's capacity for a kind of channel a queue may use now, and what a conversation takes of it.</summary>
public static class CapacityRules
{
    /// <summary>
    /// percent = 100 · min(1, time since they came ÷ ramp) · surge, and never less than one ordinary conversation: whoever comes first
    /// in the morning is not handed the whole night at once.
    /// </summary>
    public static int Percent(Agent agent, ChannelKind kind, Queue queue, DateTimeOffset now)
    {
        var percent = 100;
        if (queue.RampUp > TimeSpan.Zero && agent.CameAt is { } came && now - came < queue.RampUp)
            percent = now > came ? (int)(100 * ((now - came) / queue.RampUp)) : 0;
        if (SurgeRules.IsOn(queue, now)) percent = percent * queue.SurgePercent / 100;
        var capacity = Math.Max(1, agent.Capacity[kind]);
        return Math.Max(percent, (100 + capacity - 1) / capacity);
    }

    /// <summary>When the ramp of somebody's capacity gives them room for a weight; null when it does not, or is over.</summary>
    public static DateTimeOffset? RoomAt(Agent agent, ChannelKind kind, Queue queue, int weight, DateTimeOffset now)
    {
        if (agent.CameAt is not { } came || now - came >= queue.RampUp) return null;
        DateTimeOffset At(int percent) => GrownTo(queue, came, percent);
        bool IsRoomAt(int step)
        {
            var percent = Percent(agent, kind, queue, At(step));
            return agent.Room(kind, percent) >= Units(agent, kind, weight, percent);
        }

        if (!IsRoomAt(100)) return null;
        var (without, with) = (0, 100);
        while (with - without > 1)
        {
            var middle = (without + with) / 2;
            if (IsRoomAt(middle)) with = middle;
            else without = middle;
        }

        return At(with) > now ? At(with) : null;
    }

    /// <summary>All times at which the share of somebody who comes at a time grows.</summary>
    public static IEnumerable<DateTimeOffset> Growths(Queue queue, DateTimeOffset came) =>
        queue.RampUp > TimeSpan.Zero ? Enumerable.Range(1, 100).Select(percent => GrownTo(queue, came, percent)) : [];

    /// <summary>In hundredths of the ramp, as the share is counted; a moment later, so that no rounding takes the last one away.</summary>
    private static DateTimeOffset GrownTo(Queue queue, DateTimeOffset came, int percent) => came + (queue.RampUp * (percent / 100.0)) + TimeSpan.FromMilliseconds(1);

    /// <summary>Half units that a conversation takes of somebody: its weight, or all they have when it is heavier than that.</summary>
    public static int Units(Agent agent, ChannelKind kind, int weight, int percent) => Math.Min(weight, agent.Capacity[kind] * Weights.Ordinary * percent / 100);
}
