using System.Collections.Immutable;

namespace Portal.Domain.Routing;

/// <summary>How busy somebody was.</summary>
/// <param name="Percent">Units in use ÷ capacity, over the whole time.</param>
public sealed record AgentOccupancy(string Name, double Percent, int Conversations);

/// <summary>What one policy made of the load.</summary>
/// <param name="Within">Percent of all that were given to somebody within the queue's standard.</param>
/// <param name="StillWaiting">Nobody ever could have them.</param>
public sealed record WhatIfFigures(
    int Cases, int Given, int GaveUp, int Overflowed, int StillWaiting, TimeSpan Median, TimeSpan Ninety, TimeSpan NinetyNine, TimeSpan Mean, double Within, ImmutableArray<AgentOccupancy> Agents);

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
