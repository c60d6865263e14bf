namespace Portal.Data.Shared;

internal static class Moments
{
    /// <summary>
    /// "Has such a time" is written as "later than ever began": a range, which every engine looks for in the index of that time and
    /// reads in its order. "Is not null" is taken for nearly everything, and another index is chosen.
    /// </summary>
    public static readonly DateTimeOffset Ever = DateTimeOffset.MinValue;
}
