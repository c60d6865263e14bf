using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Portal.Domain.Triage;

[JsonConverter(typeof(JsonStringEnumConverter<Match>))]
public enum Match { All, Any, None }

/// <summary>When a rule applies: one test, or a group of conditions. Stored as JSON under these names.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Group), "group")]
[JsonDerivedType(typeof(Test), "test")]
public abstract record Condition
{
    /// <summary>An empty group of <see cref="Match.All"/> or <see cref="Match.None"/> holds always, one of <see cref="Match.Any"/> never.</summary>
    public sealed record Group(Match Match, ImmutableArray<Condition> Conditions) : Condition;

    /// <param name="Values">Any of them will do, and for the negative operators none of them may.</param>
    /// <param name="Key">Which of the customer's attributes, for <see cref="Field.Attribute"/>.</param>
    public sealed record Test(Field Field, Operator Operator, ImmutableArray<string> Values, string? Key = null) : Condition;
}
