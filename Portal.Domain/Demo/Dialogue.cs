using System.Collections.Immutable;

namespace Portal.Domain.Demo;

/// <summary>What one simulated customer wants and says.</summary>
/// <param name="Language">Of every line, as a two-letter code.</param>
/// <param name="Page">The page of the shop on which they write.</param>
/// <param name="Lines">The next one follows when the team has answered the one before; the last one ends it.</param>
public sealed record Dialogue(string Topic, string Language, string Page, ImmutableArray<string> Lines)
{
    /// <summary>What somebody writes who has waited for too long.</summary>
    public string Nudge => Language is "de" ? "Hallo, ist da noch jemand?" : "Hello, is anybody there?";
}
