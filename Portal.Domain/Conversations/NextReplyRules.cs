namespace Portal.Domain.Conversations;

/// <summary>What speaks most for answering a conversation next.</summary>
public enum ReplyReason { WaitsLongest, Overdue, DueSoon, Upset, Quick }

/// <summary>What is known about somebody who waits for an answer.</summary>
/// <param name="Waited">Since the customer wrote.</param>
/// <param name="Standard">The time in which an answer is due; zero or less when there is none.</param>
/// <param name="Mood">As <see cref="MoodRules.Score"/> reads the newest message.</param>
/// <param name="Unread">Messages to read before answering.</param>
/// <param name="Urgency">From −1 (can wait) to 1 (urgent); 0 when nobody said.</param>
public readonly record struct ReplyFacts(TimeSpan Waited, TimeSpan Standard, int Mood, int Unread, double Urgency);

/// <summary>
/// The order of answering: score = waited ÷ standard + 0.4 × mood ÷ 4 + 0.5 × urgency + 0.1 for a single short message. The wait
/// grows without bound and everything else is worth less than one standard, so nobody is passed over for ever.
/// </summary>
public static class NextReplyRules
{
    /// <summary>Where no standard is set.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    private const double MoodWeight = 0.4, UrgencyWeight = 0.5, QuickWeight = 0.1;

    public static double Score(ReplyFacts facts) => Share(facts) + MoodWeight * Mood(facts) + UrgencyWeight * Math.Clamp(facts.Urgency, -1, 1) + (facts.Unread == 1 ? QuickWeight : 0);

    /// <summary>What made the score, in the order in which it matters to a person.</summary>
    public static ReplyReason Reason(ReplyFacts facts)
    {
        var share = Share(facts);
        return share >= 1 ? ReplyReason.Overdue
            : Mood(facts) * MoodWeight > Math.Max(share, 0.19) ? ReplyReason.Upset
            : share >= 0.75 ? ReplyReason.DueSoon
            : facts.Unread == 1 && share < QuickWeight ? ReplyReason.Quick
            : ReplyReason.WaitsLongest;
    }

    private static double Share(ReplyFacts facts) => Math.Max(0, facts.Waited / (facts.Standard > TimeSpan.Zero ? facts.Standard : Usual));

    private static double Mood(ReplyFacts facts) => Math.Clamp(facts.Mood, 0, 4) / 4.0;
}
