using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// How much room those who could be asked have together for each skill and level. It says how badly somebody is missed
/// elsewhere if they get a conversation that does not need all they can: who can be replaced is asked first, so that those
/// few who can do what nobody else has room for stay free for it.
/// </summary>
internal sealed class SkillRoom
{
    /// <summary>Half units of room by level, those of level 1 first, for each kind of channel.</summary>
    private readonly Dictionary<(SkillId, ChannelKind), int[]> room = [];

    /// <summary>For a conversation of one kind.</summary>
    public static SkillRoom Of(IReadOnlyList<Seat> seats, ChannelKind kind)
    {
        var all = new SkillRoom();
        foreach (var seat in seats)
        {
            if (RoutingRules.IsEligible(seat.Agent, kind)) all.Change(seat.Agent, kind, 1);
        }

        return all;
    }

    public void Add(Agent agent) => Change(agent, 1);

    public void Remove(Agent agent) => Change(agent, -1);

    private void Change(Agent agent, int sign)
    {
        foreach (var kind in PerChannel.Kinds) Change(agent, kind, sign);
    }

    /// <summary>
    /// spare = the least, over all skills of the agent that go beyond what is asked for, of the room that all have together at
    /// that level or above; boundless for somebody who can do no more than what is asked for.
    /// </summary>
    public int Spare(Agent agent, ImmutableArray<SkillNeed> asked, ChannelKind kind)
    {
        var least = int.MaxValue;
        foreach (var skill in agent.Skills)
        {
            if (skill.Level <= LevelOf(asked, skill.Skill) || !room.TryGetValue((skill.Skill, kind), out var levels)) continue;
            var sum = 0;
            for (var level = skill.Level; level <= SkillNeed.HighestLevel; level++) sum += levels[level - 1];
            least = Math.Min(least, sum);
        }

        return least;
    }

    private void Change(Agent agent, ChannelKind kind, int sign)
    {
        if (agent.Room(kind, 100) is not (> 0 and var units)) return;
        foreach (var skill in agent.Skills)
        {
            ref var levels = ref CollectionsMarshal.GetValueRefOrAddDefault(room, (skill.Skill, kind), out var isKnown);
            if (!isKnown) levels = new int[SkillNeed.HighestLevel];
            levels![skill.Level - 1] += sign * units;
        }
    }

    private static int LevelOf(ImmutableArray<SkillNeed> asked, SkillId skill)
    {
        foreach (var need in asked)
        {
            if (need.Skill == skill) return need.Level;
        }

        return 0;
    }
}
