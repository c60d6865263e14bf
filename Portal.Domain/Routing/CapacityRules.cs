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

    /// <summary>Half units that a conversation takes of somebody: its weight, or all they have when it is heavier than that.</summary>
    public static int Units(Agent agent, ChannelKind kind, int weight, int percent) => Math.Min(weight, agent.Capacity[kind] * Weights.Ordinary * percent / 100);
}
