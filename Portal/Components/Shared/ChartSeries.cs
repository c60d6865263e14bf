namespace Portal.Components.Shared;

public enum ChartShape { Column, Line }

/// <summary>One row of figures, one for each time of the chart.</summary>
/// <param name="Colour">A CSS colour; <c>var(--p-…)</c> follows the theme.</param>
public sealed record ChartSeries(string Name, ChartShape Shape, string Colour, IReadOnlyList<int> Values);
