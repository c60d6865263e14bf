namespace Portal.Components.Shared;

/// <summary>The colours of css/tokens.css that the component library needs as numbers.</summary>
public sealed record ThemeTokens
{
    public required string Bg { get; init; }
    public required string Surface { get; init; }
    public required string Sunken { get; init; }
    public required string Hover { get; init; }
    public required string Line { get; init; }
    public required string Control { get; init; }
    public required string Ink { get; init; }
    public required string Ink2 { get; init; }
    public required string Ink3 { get; init; }
    public required string Accent { get; init; }
    public required string AccentHover { get; init; }
    public required string OnAccent { get; init; }
    public required string Ok { get; init; }
    public required string Warn { get; init; }
    public required string Bad { get; init; }

    /// <summary>The library parses colours itself and knows rgba() only in its older form.</summary>
    public required string Scrim { get; init; }

    public static ThemeTokens Light { get; } = new()
    {
        Bg = "#F4F5F2", Surface = "#FFFFFF", Sunken = "#FAFAF8", Hover = "#EFF0EC", Line = "#E3E4DF", Control = "#858A83",
        Ink = "#181C1B", Ink2 = "#4C5351", Ink3 = "#646B68", Accent = "#0A6470", AccentHover = "#084E58", OnAccent = "#FFFFFF",
        Ok = "#1B7046", Warn = "#8A5200", Bad = "#B3261E", Scrim = "rgba(16,28,28,0.36)",
    };

    public static ThemeTokens Dark { get; } = new()
    {
        Bg = "#101415", Surface = "#171C1D", Sunken = "#131819", Hover = "#202728", Line = "#283031", Control = "#747F7F",
        Ink = "#E8ECEA", Ink2 = "#B0B9B7", Ink3 = "#939D9B", Accent = "#63C3CB", AccentHover = "#84D3D9", OnAccent = "#04262B",
        Ok = "#63C492", Warn = "#E5AC4D", Bad = "#F4938A", Scrim = "rgba(4,8,8,0.6)",
    };
}
