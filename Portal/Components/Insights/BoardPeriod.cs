namespace Portal.Components.Insights;

/// <summary>How far back the board's answers count.</summary>
public enum BoardPeriod { Hour, Day }
