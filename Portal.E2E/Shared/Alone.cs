namespace Portal.E2E.Shared;

/// <summary>
/// Tests that measure times, or take the whole machine: they run one after the other when all the rest is done, so that what they
/// find does not depend on a neighbour.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
