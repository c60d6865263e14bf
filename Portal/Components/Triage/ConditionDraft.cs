using System.Collections.Immutable;
using Portal.Domain.Triage;

namespace Portal.Components.Triage;

/// <summary>A condition as it is typed, right or wrong.</summary>
public abstract class ConditionDraft
{
    /// <summary>For the renderer, which must not mix two rows up.</summary>
    public Guid Key { get; } = Guid.CreateVersion7();

    public abstract Condition Typed { get; }

    public static ConditionDraft Of(Condition condition) => condition switch
    {
        Condition.Group group => Group.Of(group),
        Condition.Test test => Test.Of(test),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "No draft for this condition"),
    };

    public sealed class Group : ConditionDraft
    {
        public Match Match { get; set; }
        public List<ConditionDraft> Conditions { get; init; } = [];

        public override Condition Typed => TypedGroup;

        public Condition.Group TypedGroup => new(Match, [.. Conditions.Select(c => c.Typed)]);

        public static Group Of(Condition.Group group) => new() { Match = group.Match, Conditions = [.. group.Conditions.Select(ConditionDraft.Of)] };
    }

    public sealed class Test : ConditionDraft
    {
        public Field Field
        {
            get;
            set
            {
                field = value;
                // What was typed for another kind of field means nothing for this one.
                if (!FieldRules.OperatorsOf(value).Contains(Operator)) (Operator, Value, Until) = (FieldRules.OperatorsOf(value)[0], "", "");
                if (FieldRules.KindOf(value) is FieldKind.Flag) Value = "true";
                if (FieldRules.KindOf(value) is FieldKind.Choice) Value = "";
            }
        }

        public Operator Operator { get; set; } = Operator.Contains;

        /// <summary>Several values stand with commas between them.</summary>
        public string Value { get; set; } = "";

        /// <summary>The end of a span of time.</summary>
        public string Until { get; set; } = "";

        public string Name { get; set; } = "";

        public override Condition Typed => new Condition.Test(Field, Operator, Values(), Field is Field.Attribute ? Name.Trim() : null);

        public static Test Of(Condition.Test test)
        {
            var draft = new Test { Field = test.Field, Operator = test.Operator, Name = test.Key ?? "" };
            if (test.Operator is Operator.Between or Operator.NotBetween) (draft.Value, draft.Until) = (test.Values.ElementAtOrDefault(0) ?? "", test.Values.ElementAtOrDefault(1) ?? "");
            else draft.Value = string.Join(", ", test.Values);
            return draft;
        }

        private ImmutableArray<string> Values() => Operator switch
        {
            _ when !FieldRules.NeedsValue(Operator) => [],
            Operator.Between or Operator.NotBetween => [Value.Trim(), Until.Trim()],
            // A comma is a part of many patterns.
            Operator.MatchesPattern => [Value.Trim()],
            _ => [.. Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        };
    }
}
