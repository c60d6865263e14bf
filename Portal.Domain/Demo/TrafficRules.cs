namespace Portal.Domain.Demo;

/// <summary>
/// How simulated customers come, write, wait and leave. <c>u</c> is always a number drawn evenly from [0, 1).
/// </summary>
public static class TrafficRules
{
    public const int MostCustomers = 50;
    public const int MostPerMinute = 60;
    public const int UsualPerMinute = 6;

    /// <summary>The inbox of the demo's shop, by its key.</summary>
    public const string InboxKey = "demo";

    /// <summary>A run ends by itself after this.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan MeanPatience = TimeSpan.FromMinutes(3);
    public static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan LongestWriting = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HintEvery = TimeSpan.FromSeconds(3);

    /// <summary>A run within the limits, whatever was asked for.</summary>
    public static TrafficRun Run(int customers, double perMinute, DateTimeOffset now) => new()
    {
        Customers = Math.Clamp(customers, 1, MostCustomers),
        PerMinute = double.IsFinite(perMinute) ? Math.Clamp(perMinute, 0.5, MostPerMinute) : UsualPerMinute,
        StartedAt = now,
        StopsAt = now + LongestRun,
    };

    /// <summary>The time to the next arrival of a Poisson process: exponential, −ln(1 − u) ÷ λ.</summary>
    public static TimeSpan Gap(double perMinute, double u) => TimeSpan.FromMinutes(-Math.Log(1 - u) / perMinute);

    /// <summary>How long somebody waits for an answer: a least time, and an exponential one beyond it, as in the Erlang A model.</summary>
    public static TimeSpan Patience(double u) => LeastPatience + ((MeanPatience - LeastPatience) * -Math.Log(1 - u));

    /// <summary>Two to five characters a second after a moment's thought; nobody is watched for longer than 25 s.</summary>
    public static TimeSpan Writing(string text, double u)
    {
        var time = TimeSpan.FromSeconds(1 + (text.Length / (2 + (3 * u))));
        return time < LongestWriting ? time : LongestWriting;
    }

    /// <summary>Some twenty characters a second.</summary>
    public static TimeSpan Reading(string text)
    {
        var time = TimeSpan.FromSeconds(1 + (text.Length / 20.0));
        return time < LongestReading ? time : LongestReading;
    }

    /// <summary>Somebody who has just opened the chat begins to write.</summary>
    /// <param name="haste">How many times as fast as people usually do.</param>
    public static TrafficScript Begin(Dialogue dialogue, DateTimeOffset now, double u, double haste = 1) =>
        new(dialogue, 0, Doing.Writing, now + (Writing(dialogue.Lines[0], u) / haste));

    /// <summary>What a customer does now, and where that leaves them.</summary>
    /// <param name="haste">How many times as fast as people usually read and write.</param>
    public static (TrafficScript Next, TrafficAct Act) Step(TrafficScript at, TrafficNews news, DateTimeOffset now, Func<double> draw, double haste = 1)
    {
        // Who was told that it is done does not write it open again.
        if (at.Doing is Doing.Leaving || (news.Resolved && at.Next > 0)) return (at with { Doing = Doing.Leaving }, new TrafficAct.Leave());
        return at.Doing switch
        {
            Doing.Waiting when news.Answer is { } answer => (at with { Doing = Doing.Reading, Until = now + (Reading(answer) / haste), Nudged = false }, new TrafficAct.Nothing()),
            Doing.Waiting when now < at.Until => (at, new TrafficAct.Nothing()),
            Doing.Waiting when at.Nudged => (at with { Doing = Doing.Leaving }, new TrafficAct.Leave()),
            Doing.Waiting => (at with { Nudged = true, Until = now + (Patience(draw()) / 2) }, new TrafficAct.Say(at.Dialogue.Nudge)),
            Doing.Reading when now < at.Until => (at, new TrafficAct.Nothing()),
            Doing.Reading => (at with { Doing = Doing.Writing, Until = now + (Writing(at.Dialogue.Lines[at.Next], draw()) / haste), HintedAt = now }, new TrafficAct.Type()),
            Doing.Writing when now < at.Until => Hint(at, now),
            Doing.Writing => Say(at, now, draw),
            _ => throw new ArgumentOutOfRangeException(nameof(at), at.Doing, "Nothing to do"),
        };
    }

    private static (TrafficScript, TrafficAct) Hint(TrafficScript at, DateTimeOffset now) =>
        at.HintedAt is { } hinted && now - hinted < HintEvery ? (at, new TrafficAct.Nothing()) : (at with { HintedAt = now }, new TrafficAct.Type());

    private static (TrafficScript, TrafficAct) Say(TrafficScript at, DateTimeOffset now, Func<double> draw)
    {
        var last = at.Next == at.Dialogue.Lines.Length - 1;
        var next = at with { Next = at.Next + 1, Doing = last ? Doing.Leaving : Doing.Waiting, Until = now + Patience(draw()), HintedAt = null };
        return (next, new TrafficAct.Say(at.Dialogue.Lines[at.Next]));
    }
}
