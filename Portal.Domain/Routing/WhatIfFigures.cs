using System.Collections.Immutable;

namespace Portal.Domain.Routing;

/// <summary>How busy somebody was.</summary>
/// <param name="Percent">Units in use ÷ capacity, over the whole time.</param>
public sealed record AgentOccupancy(string Name, double Percent, int Conversations);

/// <summary>What one policy made of the load.</summary>
/// <param name="Within">Percent of all that were given to somebody within the queue's standard.</param>
/// <param name="Overflowed">Went to another queue: after waiting too long, or because the line was full.</param>
/// <param name="StillWaiting">Nobody ever could have them.</param>
/// <param name="ByEmail">The line was full, and they left an address.</param>
/// <param name="Refused">The line was full, and they were told so.</param>
/// <param name="HandedOn">Given to another queue by whoever had them.</param>
/// <param name="LessSkilled">Given to somebody with less skill than was asked for at first.</param>
/// <param name="ToKnown">Given to whoever had them before.</param>
public sealed record WhatIfFigures(
    int Cases, int Given, int GaveUp, int Overflowed, int StillWaiting, TimeSpan Median, TimeSpan Ninety, TimeSpan NinetyNine, TimeSpan Mean, double Within, ImmutableArray<AgentOccupancy> Agents,
    int ByEmail = 0, int Refused = 0, int LessSkilled = 0, int HandedOn = 0, int ToKnown = 0)
{
    /// <summary>To another queue, by the rules or by hand.</summary>
    public int Transfers => Overflowed + HandedOn;
}

public abstract record WhatIfOutcome
{
    /// <summary>Both policies on the very same load.</summary>
    public sealed record Played(WhatIfFigures AsItIs, WhatIfFigures Changed) : WhatIfOutcome;

    /// <summary>Nothing came to the queue on that day.</summary>
    public sealed record NothingCame : WhatIfOutcome;

    public sealed record NoMembers : WhatIfOutcome;

    /// <summary>What is wrong, as a resource key.</summary>
    public sealed record Invalid(string Fault) : WhatIfOutcome;

    public sealed record NotAllowed : WhatIfOutcome;
}
