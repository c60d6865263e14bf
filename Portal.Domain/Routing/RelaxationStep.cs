namespace Portal.Domain.Routing;

/// <summary>From this wait on, less is asked of whoever answers.</summary>
/// <param name="After">Since the conversation began to wait.</param>
/// <param name="Lower">So many levels less than asked for, of every skill; below 1 the skill is not asked for any more, unless it is a must.</param>
public readonly record struct RelaxationStep(TimeSpan After, int Lower)
{
    public const int Most = 5;
}
