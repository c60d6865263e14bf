using System.Collections.Immutable;
using CsCheck;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Routing;

/// <summary>Queues, members and conversations of any kind, for rules that must hold for all of them.</summary>
internal static class RoutingFacts
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly SkillId[] Skills = [.. Enumerable.Range(1, 3).Select(n => new SkillId(new Guid(n, 0, 0, new byte[8])))];

    public static readonly Gen<ImmutableArray<SkillNeed>> Needs =
        Gen.Select(Gen.Int[0, 5].Array[3], Gen.Bool.Array[3]).Select((levels, musts) => Skills.Select((s, i) => new SkillNeed(s, levels[i], musts[i])).Where(n => n.Level > 0).ToImmutableArray());

    public static readonly Gen<ImmutableArray<RelaxationStep>> Steps =
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 5]).Select((after, lower) => new RelaxationStep(TimeSpan.FromSeconds(after), lower)).Array[0, 4].Select(s => s.ToImmutableArray());

    private static readonly Gen<ImmutableArray<SkillLevel>> Levels =
        Gen.Int[0, 5].Array[3].Select(levels => Skills.Select((s, i) => new SkillLevel(s, levels[i])).Where(s => s.Level > 0).ToImmutableArray());

    public static readonly Gen<Queue> Queue = Gen.Select(Gen.Int[1, 100], Gen.Int[0, 3], Gen.Int[0, 120], Steps, Needs, Gen.Int[1, 10], Gen.Int[0, 60], Gen.Int[0, 30]).Select((priority, choice, fallback, steps, needs, weight, keep, ramp) => new Queue
    {
        Id = QueueId.New(), Name = "Q", Priority = priority, AgentChoice = (AgentChoice)choice, FallbackAfter = fallback == 0 ? null : TimeSpan.FromSeconds(fallback), Relaxation = steps,
        Needs = needs.Length > 1 ? [] : needs, Weight = weight, KeepForKnown = TimeSpan.FromSeconds(keep), RampUp = TimeSpan.FromMinutes(ramp), Version = 3, LongestLine = priority % 2 == 0 ? 3 : null, ClosedUntil = priority % 10 == 0 ? Now.AddSeconds(90) : null,
    });

    public static readonly Gen<Seat> Seat = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 4], Gen.Int[0, 9], Levels, Gen.Int[0, 90], Gen.Int[0, 20], Gen.Int[0, 9]).Select((presence, capacity, used, skills, came, last, kind) => new Seat(
        new Agent
        {
            Id = new(Guid.CreateVersion7()), Name = $"Agent {kind}", Presence = (Presence)presence, Capacity = new(capacity, kind % 3, capacity % 2, 2), Used = new(used, used / 3, used % 2, used % 4), Load = new((used + 1) / 2, (used + 2) / 6), Skills = skills, IsEnabled = kind != 0,
            CameAt = Now.AddMinutes(-came), LastAssignedAt = last == 0 ? null : Now.AddMinutes(-last),
        }, kind > 6));

    /// <summary>Somebody waits in a queue with members; the first two may have had it, or been asked already.</summary>
    public static readonly Gen<(Queue Queue, Seat[] Seats, Conversation Waiting)> Case =
        Gen.Select(Queue, Seat.Array[0, 12], Needs, Gen.Int[0, 400], Gen.Int[0, 4], Gen.Int[1, 10]).Select((queue, seats, needs, waited, special, weight) => (queue, seats, new Conversation
        {
            Id = ConversationId.New(), InboxId = default, CustomerId = default, QueueId = queue.Id, Channel = (ChannelKind)(waited % 4), CreatedAt = Now.AddHours(-1), QueuedAt = Now.AddSeconds(-waited), Needs = needs,
            Weight = weight > 5 ? null : weight, Level = (PriorityLevel)(weight % 4), WasTransferred = special == 3, Place = special == 4 ? LinePlace.Beyond : LinePlace.InLine, PreferredAgentId = special == 1 && seats.Length > 0 ? seats[0].Agent.Id : null,
            PassedOver = special == 2 && seats.Length > 1 ? [seats[1].Agent.Id] : [],
        }));
}
