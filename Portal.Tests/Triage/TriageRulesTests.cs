using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Tests.Triage;

/// <summary>Rules, facts and groups are generated: few words, so that they often meet.</summary>
public sealed class TriageRulesTests
{
    private static readonly string[] Words = ["return", "refund", "kettle", "broken", "gold", "where"];
    private static readonly SkillId[] Skills = [.. Enumerable.Range(0, 4).Select(_ => SkillId.New())];
    private static readonly QueueId[] Queues = [.. Enumerable.Range(0, 3).Select(_ => QueueId.New())];

    private static readonly Gen<Condition> Tests =
        from field in Any(Field.Text, Field.Page, Field.CustomerName, Field.Tag)
        from op in Any(Operator.Contains, Operator.DoesNotContain, Operator.Is, Operator.IsNot, Operator.StartsWith, Operator.IsPresent, Operator.IsAbsent)
        from word in Any(Words)
        select (Condition)AFact.Test(field, op, word);

    private static readonly Gen<Condition.Group> Groups = GroupsOf(3);

    private static readonly Gen<TriageFacts> Facts =
        from words in Any(Words).Array[0, 3]
        from page in Any(Words)
        from known in Gen.Bool
        select AFact.Plain with { Text = string.Join(' ', words), Page = "/" + page, CustomerName = known ? "gold" : null };

    private static readonly Gen<TriageRule> Rules =
        from when in Groups
        from topic in Any<string?>(null, "Returns", "Orders")
        from queue in Gen.Int[-1, Queues.Length - 1]
        from tags in Any(Words).Array[0, 3]
        from level in Any<PriorityLevel?>(null, null, PriorityLevel.Low, PriorityLevel.Urgent)
        from weight in Any<int?>(null, null, 1, 7)
        from needs in Gen.Select(Any(Skills), Gen.Int[1, 5], (skill, at) => new SkillNeed(skill, at)).Array[0, 2]
        from used in Gen.Bool
        from last in Gen.Int[0, 3]
        select new TriageRule
        {
            Id = Guid.CreateVersion7(), Name = "Rule", When = when, IsEnabled = used, IsLast = last == 0,
            Then = new() { Topic = topic, Queue = queue < 0 ? null : Queues[queue], Tags = [.. tags], Level = level, Weight = weight, Needs = [.. needs] },
        };

    private static readonly Gen<(TriageRule[] Rules, TriageFacts Facts)> Cases = Gen.Select(Rules.Array[0, 8], Facts);

    [Fact]
    public void Apply_AnyRules_TopicAndQueueAreThoseOfTheFirstThatAppliesAndSetsThem() => Cases.Sample(c =>
    {
        var asked = Asked(c.Rules, c.Facts);

        var result = TriageRules.Apply(c.Rules, c.Facts);

        Assert.Equal(asked.Select(r => r.Then.Topic).FirstOrDefault(t => t is not null), result.Set.Topic);
        Assert.Equal(asked.Select(r => r.Then.Queue).FirstOrDefault(q => q is not null), result.Set.Queue);
        Assert.Equal(asked.SelectMany(r => r.Then.Tags).ToHashSet(), result.Set.Tags.ToHashSet());
        Assert.Equal(asked.Select(r => r.Then.Level).FirstOrDefault(l => l is not null), result.Set.Level);
        Assert.Equal(asked.Select(r => r.Then.Weight).FirstOrDefault(w => w is not null), result.Set.Weight);
        Assert.Equal(asked.SelectMany(r => r.Then.Needs).DistinctBy(n => n.Skill), result.Set.Needs);
    });

    [Fact]
    public void Apply_AnyRules_EverythingThatIsSetHasExactlyOneRuleThatDidIt() => Cases.Sample(c =>
    {
        var result = TriageRules.Apply(c.Rules, c.Facts);

        Assert.Equal(result.Set.Topic is null ? 0 : 1, result.Hits.Count(h => h.Set.Topic is not null));
        Assert.Equal(result.Set.Queue is null ? 0 : 1, result.Hits.Count(h => h.Set.Queue is not null));
        Assert.Equal(result.Set.Level is null ? 0 : 1, result.Hits.Count(h => h.Set.Level is not null));
        Assert.Equal(result.Set.Weight is null ? 0 : 1, result.Hits.Count(h => h.Set.Weight is not null));
        Assert.Equal(result.Set.Needs, result.Hits.SelectMany(h => h.Set.Needs));
        Assert.Equal(result.Set.Tags, result.Hits.SelectMany(h => h.Set.Tags));
        Assert.All(result.Hits, h => Assert.Equal(h.Source, c.Rules[h.Position - 1].Id));
        Assert.DoesNotContain(result.Hits, h => h.Set.IsEmpty);
    });

    [Fact]
    public void Apply_OneRuleMoreAtTheEnd_NeverChangesWhatWasSet() => Gen.Select(Cases, Rules).Sample((c, more) =>
    {
        var (before, after) = (TriageRules.Apply(c.Rules, c.Facts), TriageRules.Apply([.. c.Rules, more], c.Facts));

        Assert.Equal(before.Hits.Length, after.Hits.Take(before.Hits.Length).Count());
        Assert.True(before.Set.Topic is null || before.Set.Topic == after.Set.Topic);
        Assert.True(before.Set.Queue is null || before.Set.Queue == after.Set.Queue);
        Assert.Equal(before.Set.Tags, after.Set.Tags.Take(before.Set.Tags.Length));
    });

    [Fact]
    public void Apply_RulesThatAreOff_AreAsIfTheyWereNotThere() => Cases.Sample(c =>
        Assert.Equivalent(TriageRules.Apply(c.Rules.Where(r => r.IsEnabled), c.Facts).Set, TriageRules.Apply(c.Rules, c.Facts).Set));

    [Fact]
    public void Holds_AnyGroup_FollowsDeMorgan() => Gen.Select(Groups, Facts).Sample((group, facts) =>
    {
        var (all, any, none) = (group with { Match = Match.All }, group with { Match = Match.Any }, group with { Match = Match.None });
        Condition.Group negated = new(Match.All, [.. group.Conditions.Select(c => new Condition.Group(Match.None, [c]))]);

        Assert.Equal(!ConditionRules.Holds(any, facts), ConditionRules.Holds(none, facts));
        Assert.Equal(ConditionRules.Holds(none, facts), ConditionRules.Holds(negated, facts));
        Assert.True(!ConditionRules.Holds(all, facts) || group.Conditions.IsEmpty || ConditionRules.Holds(any, facts));
    });

    [Fact]
    public void Rules_StoredAndRead_DecideTheSame() => Cases.Sample(c =>
    {
        var read = JsonSerializer.Deserialize<ImmutableArray<TriageRule>>(JsonSerializer.Serialize(c.Rules.ToImmutableArray(), JsonSerializerOptions.Web), JsonSerializerOptions.Web);

        Assert.Equivalent(TriageRules.Apply(c.Rules, c.Facts).Set, TriageRules.Apply(read, c.Facts).Set);
    });

    [Fact]
    public void Apply_RuleThatAsksForAQueueOrATag_SeesWhatTheRulesAboveHaveSet()
    {
        TriageRule tag = AFact.Rule("Tag", AFact.All(), queue: Queues[1], tags: "gold"), level = AFact.Rule("Level", AFact.All(
            AFact.Test(Field.Tag, Operator.Is, "GOLD"), AFact.Test(Field.Queue, Operator.Is, Queues[1].ToString()), AFact.Test(Field.Status, Operator.IsNot, nameof(TriageStatus.Resolved)))) with { Then = new() { Level = PriorityLevel.Urgent } };

        Assert.Equal(PriorityLevel.Urgent, TriageRules.Apply([tag, level], AFact.Plain).Set.Level);
        Assert.Null(TriageRules.Apply([level, tag], AFact.Plain).Set.Level);
        Assert.Null(TriageRules.Apply([tag, level], AFact.Plain with { Status = TriageStatus.Resolved }).Set.Level);
    }

    [Fact]
    public void Categorise_WhatAPersonSaidMeanwhile_Stays()
    {
        SkillNeed own = new(Skills[0], 5), other = new(Skills[1], 2);
        var open = Portal.Tests.Conversations.Talk.Queued() with { HeldUntil = AFact.Monday, Level = PriorityLevel.Low, Weight = 4, Units = 4, Needs = [own] };
        Categories set = new() { Level = PriorityLevel.Urgent, Weight = 9, Needs = [own with { Level = 1 }, other] };

        var write = Assert.IsType<Decision.Write>(ConversationRules.Categorise(open, Actor.System, set, new("", "Kettles 2"), "triage"));

        Assert.Equal((PriorityLevel.Low, 4, 4), (write.Next.Level, write.Next.Weight!.Value, write.Next.Units));
        Assert.Equal([own, other], write.Next.Needs);
        Assert.Equal([TimelineEvent.Required], write.Entries.Select(e => e.Event!.Value));
    }

    [Fact]
    public void Add_MoreTagsThanOneMayHave_KeepsTheFirst()
    {
        var rules = Enumerable.Range(0, 5).Select(i => AFact.Rule($"{i}", AFact.All(), tags: [.. Enumerable.Range(0, 8).Select(t => $"tag {i} {t}")]));

        Assert.Equal(Categories.MostTags, TriageRules.Apply(rules, AFact.Plain).Set.Tags.Length);
    }

    [Fact]
    public void Check_RulesThatCannotWork_SaysWhyForEach()
    {
        var gone = QueueId.New();
        TriageRule[] wrong =
        [
            AFact.Rule(" ", AFact.All(), "Topic"),
            AFact.Rule("Nothing", AFact.All()),
            AFact.Rule("Gone", AFact.All(), queue: gone),
            AFact.Rule("Pattern", AFact.All(AFact.Test(Field.Text, Operator.MatchesPattern, "(?=look)ahead")), "Topic"),
            AFact.Rule("Large", AFact.All(AFact.Test(Field.Text, Operator.MatchesPattern, "(a{1000}){1000}")), "Topic"),
            AFact.Rule("Number", AFact.All(AFact.Test(Field.EarlierConversations, Operator.GreaterThan, "many")), "Topic"),
            AFact.Rule("Time", AFact.All(AFact.Test(Field.TimeOfDay, Operator.Between, "09:00")), "Topic"),
            AFact.Rule("Operator", AFact.All(AFact.Test(Field.HasFile, Operator.Contains, "x")), "Topic"),
            AFact.Rule("Value", AFact.All(AFact.Test(Field.Text, Operator.Contains)), "Topic"),
            AFact.Rule("Key", AFact.All(AFact.Test(Field.Attribute, Operator.IsPresent)), "Topic"),
            AFact.Rule("Empty", AFact.All(AFact.All()), "Topic"),
            AFact.Rule("Unskilled", AFact.All(), "Topic") with { Then = new() { Needs = [new(SkillId.New(), 3)] } },
            AFact.Rule("Heavy", AFact.All(), "Topic") with { Then = new() { Weight = Weights.Heaviest + 1 } },
            AFact.Rule("Pressing", AFact.All(), "Topic") with { Then = new() { Level = (PriorityLevel)9 } },
            AFact.Rule("Deep", AFact.All(AFact.All(AFact.All(AFact.All(AFact.All(AFact.Test(Field.Text, Operator.IsPresent)))))), "Topic"),
        ];

        var faults = TriageDraftRules.Check([.. wrong], [], []);

        Assert.Equal(["name", "sets-nothing", "queue", "pattern", "pattern", "number", "time", "operator", "value", "key", "empty-group", "needs", "weight", "level", "too-deep"], wrong.Select(r => faults[r.Id]));
        Assert.Empty(TriageDraftRules.Check(AFact.Returns(gone), [gone], []));
    }

    private static List<TriageRule> Asked(TriageRule[] rules, TriageFacts facts)
    {
        var asked = new List<TriageRule>();
        foreach (var rule in rules.Where(r => r.IsEnabled))
        {
            if (!ConditionRules.Holds(rule.When, facts with { Tags = [.. asked.SelectMany(r => r.Then.Tags).Distinct()] })) continue;
            asked.Add(rule);
            if (rule.IsLast) break;
        }

        return asked;
    }

    private static Gen<T> Any<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static Gen<Condition.Group> GroupsOf(int depth)
    {
        var inner = depth == 0 ? Tests : Gen.OneOf<Condition>(Tests, GroupsOf(depth - 1).Select(g => (Condition)g));
        return Gen.Select(Any(Match.All, Match.Any, Match.None), inner.Array[0, 3], (match, conditions) => new Condition.Group(match, [.. conditions]));
    }
}
