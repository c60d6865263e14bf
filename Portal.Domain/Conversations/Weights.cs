namespace Portal.Domain.Conversations;

/// <summary>
/// How much of an agent's capacity a conversation takes, in half units, so that sums are exact: an ordinary conversation is
/// one unit. From a half to five units.
/// </summary>
public static class Weights
{
    public const int Ordinary = 2;
    public const int Lightest = 1;
    public const int Heaviest = 10;
}
