namespace Portal.Domain.Conversations;

/// <summary>What speaks most for answering a conversation next.</summary>
public enum ReplyReason { WaitsLongest, Overdue, DueSoon, Pressing, Upset, Quick, Valuable }

/// <summary>What is known about somebody who waits for an answer.</summary>
/// <param name="Waited">Since the customer wrote.</param>
/// <param name="Standard">The time in which an answer is due; zero or less when there is none.</param>
/// <param name="Mood">As <see cref="MoodRules.Score"/> reads the newest message.</param>
/// <param name="Unread">Messages to read before answering.</param>
/// <param name="Level">How pressing somebody or a rule said that it is.</param>
/// <param name="Left">Until the promised answer is due, below zero when it is late; null when nothing is promised.</param>
/// <param name="Value">What the customer is worth to the company, from 0 to 1.</param>
public readonly record struct ReplyFacts(TimeSpan Waited, TimeSpan Standard, int Mood, int Unread, PriorityLevel Level = PriorityLevel.Normal, TimeSpan? Left = null, double Value = 0);

/// <summary>
/// The order of answering: score = waited ÷ standard + 0.4 × mood ÷ 4 + 0.5 × urgency + 0.2 × value + 0.1 for a single message, the
/// least effort. The wait grows without bound and everything else is worth less than two standards, so nobody is passed over for ever.
/// </summary>
public static class NextReplyRules
{
    /// <summary>Where no standard is set; and what is due within it gains urgency.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    private const double MoodWeight = 0.4, UrgencyWeight = 0.5, ValueWeight = 0.2, QuickWeight = 0.1;

    /// <summary>What the last <see cref="Usual"/> before a promise is due adds to the urgency.</summary>
    private const double NearWeight = 0.5;

    private static readonly TimeSpan Close = TimeSpan.FromSeconds(30);

    public static double Score(ReplyFacts facts) => Share(facts) + MoodWeight * Mood(facts) + UrgencyWeight * Urgency(facts) + ValueWeight * Value(facts) + (facts.Unread == 1 ? QuickWeight : 0);

    /// <summary>
    /// From −1 (can wait) to 1 (urgent): −1, 0, 0.5 or 1 by its level, and up to 0.5 more while the last five minutes before its
    /// promise run out: of two who have used up the same share, the one with the shorter time left comes first.
    /// </summary>
    public static double Urgency(ReplyFacts facts) => Math.Clamp(Level(facts) + NearWeight * (facts.Left is { } left ? Math.Clamp(1 - (left / Usual), 0, 1) : 0), -1, 1);

    /// <summary>What made the score, in the order in which it matters to a person.</summary>
    public static ReplyReason Reason(ReplyFacts facts)
    {
        var share = Share(facts);
        var (level, mood) = (Level(facts) * UrgencyWeight, Mood(facts) * MoodWeight);
        return share >= 1 || facts.Left <= TimeSpan.Zero ? ReplyReason.Overdue
            : level > 0 && level >= Math.Max(share, mood) ? ReplyReason.Pressing
            : mood > Math.Max(share, 0.19) ? ReplyReason.Upset
            : share >= 0.75 || facts.Left <= Close ? ReplyReason.DueSoon
            : ValueWeight * Value(facts) > Math.Max(share, QuickWeight) ? ReplyReason.Valuable
            : facts.Unread == 1 && share < QuickWeight ? ReplyReason.Quick
            : ReplyReason.WaitsLongest;
    }

    private static double Share(ReplyFacts facts) => Math.Max(0, facts.Waited / (facts.Standard > TimeSpan.Zero ? facts.Standard : Usual));

    private static double Mood(ReplyFacts facts) => Math.Clamp(facts.Mood, 0, 4) / 4.0;

    private static double Value(ReplyFacts facts) => Math.Clamp(facts.Value, 0, 1);

    private static double Level(ReplyFacts facts) => facts.Level switch
    {
        PriorityLevel.Low => -1,
        PriorityLevel.Normal => 0,
        PriorityLevel.High => 0.5,
        PriorityLevel.Urgent => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(facts), facts.Level, "No rule for this priority"),
    };
}
