namespace Portal.Domain.Demo;

/// <summary>What a simulated customer does at the moment.</summary>
public enum Doing { Reading, Writing, Waiting, Leaving }

/// <summary>How far a simulated customer is in their dialogue. Immutable: <see cref="TrafficRules.Step"/> makes the next one.</summary>
/// <param name="Next">The line that is said next.</param>
/// <param name="Until">When <paramref name="Doing"/> is over: read, written, or out of patience.</param>
/// <param name="Nudged">Has asked once already whether anybody is there.</param>
/// <param name="HintedAt">When the typing hint was last given.</param>
public sealed record TrafficScript(Dialogue Dialogue, int Next, Doing Doing, DateTimeOffset Until, bool Nudged = false, DateTimeOffset? HintedAt = null);

/// <summary>What a simulated customer does on their page now.</summary>
public abstract record TrafficAct
{
    public sealed record Nothing : TrafficAct;

    public sealed record Type : TrafficAct;

    public sealed record Say(string Text) : TrafficAct;

    public sealed record Leave : TrafficAct;
}

/// <summary>What happened in the conversation since the customer's last word.</summary>
/// <param name="Answer">The team's newest message; null without one.</param>
public sealed record TrafficNews(string? Answer, bool Resolved)
{
    public static TrafficNews None { get; } = new(null, false);
}
