using MudBlazor;

namespace Portal.Components.Shared;

/// <summary>
/// The component library's theme, made of the values of css/tokens.css. A test compares the two: change both together.
/// </summary>
public static class PortalTheme
{
    private static readonly string[] Fonts =
        ["Inter Variable", "Inter", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Fill(new PaletteLight(), ThemeTokens.Light),
        PaletteDark = Fill(new PaletteDark(), ThemeTokens.Dark),
        Typography = Typography(),
        LayoutProperties = new()
        {
            DefaultBorderRadius = "6px",
            AppbarHeight = "56px",
            DrawerMiniWidthLeft = "64px",
            DrawerWidthLeft = "336px",
            DrawerWidthRight = "328px",
        },
        Shadows = new() { Elevation = ["none", .. Enumerable.Repeat("var(--p-shadow-1)", 8), .. Enumerable.Repeat("var(--p-shadow-2)", 17)] },
    };

    private static TPalette Fill<TPalette>(TPalette palette, ThemeTokens t) where TPalette : Palette
    {
        palette.Black = t.Ink;
        palette.White = t.Surface;
        palette.Primary = t.Accent;
        palette.PrimaryContrastText = t.OnAccent;
        palette.PrimaryDarken = t.AccentHover;
        palette.PrimaryLighten = t.AccentHover;
        palette.Info = t.Accent;
        palette.InfoContrastText = t.OnAccent;
        palette.Secondary = t.Ink2;
        palette.SecondaryContrastText = t.Surface;
        palette.Tertiary = t.Ink3;
        palette.TertiaryContrastText = t.Surface;
        palette.Dark = t.Ink;
        palette.DarkContrastText = t.Surface;
        palette.Success = t.Ok;
        palette.SuccessContrastText = t.Surface;
        palette.Warning = t.Warn;
        palette.WarningContrastText = t.Surface;
        palette.Error = t.Bad;
        palette.ErrorContrastText = t.Surface;
        palette.Background = t.Bg;
        palette.BackgroundGray = t.Sunken;
        palette.Surface = t.Surface;
        palette.DrawerBackground = t.Bg;
        palette.DrawerText = t.Ink;
        palette.DrawerIcon = t.Ink2;
        palette.AppbarBackground = t.Surface;
        palette.AppbarText = t.Ink;
        palette.TextPrimary = t.Ink;
        palette.TextSecondary = t.Ink2;
        palette.TextDisabled = t.Ink3;
        palette.ActionDefault = t.Ink2;
        palette.ActionDisabled = t.Ink3;
        palette.ActionDisabledBackground = t.Hover;
        palette.LinesDefault = t.Line;
        palette.LinesInputs = t.Control;
        palette.Divider = t.Line;
        palette.DividerLight = t.Line;
        palette.TableLines = t.Line;
        palette.TableStriped = "#00000000";
        palette.TableHover = t.Hover;
        palette.Skeleton = t.Line;
        palette.HoverOpacity = .06;
        palette.RippleOpacity = 0;
        palette.RippleOpacitySecondary = 0;
        palette.OverlayDark = t.Scrim;
        palette.OverlayLight = t.Scrim;
        return palette;
    }

    private static Typography Typography() => new()
    {
        Default = Set(new DefaultTypography(), 13, 18, 400),
        Body1 = Set(new Body1Typography(), 14, 20, 400),
        Body2 = Set(new Body2Typography(), 13, 18, 400),
        H1 = Set(new H1Typography(), 18, 24, 600, "-.011em"),
        H2 = Set(new H2Typography(), 16, 24, 600, "-.011em"),
        H3 = Set(new H3Typography(), 14, 20, 600),
        H4 = Set(new H4Typography(), 14, 20, 600),
        H5 = Set(new H5Typography(), 14, 20, 600),
        H6 = Set(new H6Typography(), 14, 20, 600),
        Subtitle1 = Set(new Subtitle1Typography(), 14, 20, 600),
        Subtitle2 = Set(new Subtitle2Typography(), 13, 18, 600),
        Caption = Set(new CaptionTypography(), 12, 16, 400),
        Overline = Set(new OverlineTypography(), 12, 16, 400),
        Button = Set(new ButtonTypography(), 13, 18, 500),
    };

    private static T Set<T>(T type, int size, int line, int weight, string tracking = "0") where T : BaseTypography
    {
        type.FontFamily = Fonts;
        type.FontSize = $"{size}px";
        type.LineHeight = $"{line}px";
        type.FontWeight = $"{weight}";
        type.LetterSpacing = tracking;
        type.TextTransform = "none";
        return type;
    }
}
