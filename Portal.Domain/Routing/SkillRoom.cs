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
    /// <summary>Half units of room by level, those of level 1 first.</summary>
    private readonly Dictionary<SkillId, int[]> room = [];

    public static SkillRoom Of(IReadOnlyList<Seat> seats)
    {
        var all = new SkillRoom();
        foreach (var seat in seats)
        {
            if (RoutingRules.IsEligible(seat.Agent)) all.Add(seat.Agent);
        }

        return all;
    }

    public void Add(Agent agent) => Change(agent, agent.Room(100));

    public void Remove(Agent agent) => Change(agent, -agent.Room(100));

    /// <summary>
    /// spare = the least, over all skills of the agent that go beyond what is asked for, of the room that all have together at
    /// that level or above; boundless for somebody who can do no more than what is asked for.
    /// </summary>
    public int Spare(Agent agent, ImmutableArray<SkillNeed> asked)
    {
        var least = int.MaxValue;
        foreach (var skill in agent.Skills)
        {
            if (skill.Level <= LevelOf(asked, skill.Skill) || !room.TryGetValue(skill.Skill, out var levels)) continue;
            var sum = 0;
            for (var level = skill.Level; level <= SkillNeed.HighestLevel; level++) sum += levels[level - 1];
            least = Math.Min(least, sum);
        }

        return least;
    }

    private void Change(Agent agent, int units)
    {
        foreach (var skill in agent.Skills)
        {
            ref var levels = ref CollectionsMarshal.GetValueRefOrAddDefault(room, skill.Skill, out var isKnown);
            if (!isKnown) levels = new int[SkillNeed.HighestLevel];
            levels![skill.Level - 1] += units;
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
