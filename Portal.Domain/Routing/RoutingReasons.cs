namespace Portal.Domain.Routing;

/// <summary>Why an agent was chosen; resource keys of the timeline.</summary>
public static class RoutingReasons
{
    public const string OnlyOne = "only-one-available";
    public const string MostFree = "most-free-capacity";
    public const string LongestIdle = "longest-idle";
    public const string Turn = "its-turn";
    public const string KnowsCustomer = "had-it-before";
    public const string BestFit = "best-fit";

    /// <summary>Fits as well as another who is missed more elsewhere.</summary>
    public const string MissedLeast = "missed-least";
    public const string ByHand = "by-hand";

    /// <summary>Nobody else could have what its holder did not open: they keep it for another while.</summary>
    public const string KeptByHolder = "kept-by-holder";

    /// <summary>Why it went on to another queue: the limit of the first one has passed.</summary>
    public const string WaitedTooLong = "waited-too-long";
}

/// <summary>Why a conversation still waits: what would have to change, nearest first.</summary>
public static class WaitReasons
{
    /// <summary>Somebody could have it: the next pass of routing gives it to them.</summary>
    public const string NextPass = "next-pass";

    /// <summary>A fallback member has room, and gets it when the wait is long enough.</summary>
    public const string FallbackNotYet = "fallback-not-yet";

    /// <summary>Somebody could have it; it is kept a little for whoever had it before.</summary>
    public const string KeptForKnown = "kept-for-known";

    /// <summary>Those who are there lack a skill; less is asked for when the wait is long enough.</summary>
    public const string SkillNotYet = "skill-not-yet";

    /// <summary>Those who are there lack a skill that nothing relaxes.</summary>
    public const string NobodySkilled = "nobody-skilled";

    /// <summary>Somebody has room as soon as they are done with what they have resolved.</summary>
    public const string WrapUpEnds = "wrap-up-ends";

    /// <summary>Those who are there are full.</summary>
    public const string EverybodyFull = "everybody-full";

    /// <summary>Nobody who is there has any units of capacity for this kind of channel.</summary>
    public const string NobodyWithUnits = "nobody-with-units";

    /// <summary>Everybody who could have it was offered it in this round.</summary>
    public const string EverybodyAsked = "everybody-asked";

    /// <summary>Everybody who could have it was offered it, and then it waited for another: they are asked once more.</summary>
    public const string AskedAgain = "asked-again";

    /// <summary>Members are there, and none is available.</summary>
    public const string NobodyAvailable = "nobody-available";

    /// <summary>No member has a page open.</summary>
    public const string NobodyThere = "nobody-there";

    /// <summary>The queue is closed by its calendar; it is offered when it opens.</summary>
    public const string QueueClosed = "queue-closed";

    /// <summary>The line was full when it came: it waits for room, or for its customer to leave an address.</summary>
    public const string LineFull = "line-full";

    public const string NoMembers = "no-members";
}
