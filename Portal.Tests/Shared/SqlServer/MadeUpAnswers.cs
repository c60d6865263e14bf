namespace Portal.Tests.Shared.SqlServer;

/// <summary>
/// What the absent server answers: how many rows each result has and what stands in text columns. Code that reads and
/// then writes takes different ways through different answers, so a store is driven with several.
/// </summary>
public sealed record MadeUpAnswers(int Rows, int Affected, string Text, bool Flag = true)
{
    /// <summary>Enough to reach both sides of a "was it there" and to satisfy columns that hold JSON or lists.</summary>
    public static IReadOnlyList<MadeUpAnswers> All { get; } =
    [
        new(0, 0, ""),
        new(0, 1, ""),
        new(1, 1, ""),
        new(1, 0, ""),
        new(1, 1, "{}"),
        new(1, 1, "[]", Flag: false),
        new(1, 1, "a", Flag: false),
    ];
}
