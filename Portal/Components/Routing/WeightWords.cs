using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;

namespace Portal.Components.Routing;

/// <summary>Weights to choose from, in units.</summary>
internal static class WeightWords
{
    public static IReadOnlyList<(int Value, string Text)> Choices(IStringLocalizer<StaffText> l) =>
        [.. Enumerable.Range(Weights.Lightest, Weights.Heaviest).Select(w => (w, w == Weights.Ordinary ? l["1 unit"].Value : l["{0} units", RoutingWords.Units(w)].Value))];

    /// <summary>With the choice of none in particular.</summary>
    public static IReadOnlyList<(int? Value, string Text)> Choices(IStringLocalizer<StaffText> l, string none) =>
        [(null, none), .. Choices(l).Select(c => ((int?)c.Value, c.Text))];
}
