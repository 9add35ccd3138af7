using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Kit;

/// <summary>
/// The colours, sizes and fonts of the console. The stylesheet theme.css says the same to the browser: the library's own provider
/// would write style elements, which the Content-Security-Policy forbids.
/// </summary>
internal static class ConsoleTheme
{
    // For each colour, "lighten" is its soft background and "darken" the tone of text on it.
    private static readonly PaletteLight Light = new()
    {
        Primary = "#0b68ff",
        PrimaryContrastText = "#ffffff",
        PrimaryDarken = "#0044d9",
        PrimaryLighten = "#eaf2ff",
        Secondary = "#4a5560",
        SecondaryContrastText = "#ffffff",
        SecondaryDarken = "#384350",
        SecondaryLighten = "#f3f5f6",
        Tertiary = "#0044d9",
        TertiaryContrastText = "#ffffff",
        Info = "#0044d9",
        InfoContrastText = "#ffffff",
        InfoDarken = "#0044d9",
        InfoLighten = "#eaf2ff",
        Success = "#2a7003",
        SuccessContrastText = "#ffffff",
        SuccessDarken = "#235d03",
        SuccessLighten = "#edf8e6",
        Warning = "#fab700",
        WarningContrastText = "#231a00",
        WarningDarken = "#7a4d00",
        WarningLighten = "#fff8e5",
        Error = "#b3150d",
        ErrorContrastText = "#ffffff",
        ErrorDarken = "#b3150d",
        ErrorLighten = "#fff1ee",
        Dark = "#232936",
        TextPrimary = "#232936",
        TextSecondary = "#4a5560",
        TextDisabled = "#6a7580",
        ActionDefault = "#4a5560",
        ActionDisabled = "#858f99",
        ActionDisabledBackground = "#e9edee",
        Background = "#f3f5f6",
        BackgroundGray = "#f3f5f6",
        Surface = "#ffffff",
        DrawerBackground = "#ffffff",
        DrawerText = "#4a5560",
        DrawerIcon = "#4a5560",
        AppbarBackground = "#0b57d8",
        AppbarText = "#ffffff",
        LinesDefault = "#e9edee",
        LinesInputs = "#858f99",
        TableLines = "#e9edee",
        TableStriped = "#f8f9fa",
        TableHover = "#f3f5f6",
        Divider = "#e9edee",
        DividerLight = "#e9edee",
        Skeleton = "#e9edee",
        GrayDefault = "#616c77",
        GrayLight = "#dbe0e3",
        GrayLighter = "#f3f5f6",
        GrayDark = "#4a5560",
        GrayDarker = "#384350",
        HoverOpacity = 0.06,
    };

    private static readonly PaletteDark Dark = new()
    {
        Primary = "#6ea8ff",
        PrimaryContrastText = "#0a1424",
        PrimaryDarken = "#9cc4ff",
        PrimaryLighten = "#17294a",
        Secondary = "#b9c3cd",
        SecondaryContrastText = "#12161c",
        SecondaryDarken = "#e8edf2",
        SecondaryLighten = "#262f3a",
        Tertiary = "#9cc4ff",
        TertiaryContrastText = "#0a1424",
        Info = "#9cc4ff",
        InfoContrastText = "#0a1424",
        InfoDarken = "#9cc4ff",
        InfoLighten = "#17294a",
        Success = "#7ed957",
        SuccessContrastText = "#0c1a06",
        SuccessDarken = "#93e36f",
        SuccessLighten = "#15290e",
        Warning = "#b98900",
        WarningContrastText = "#1a1300",
        WarningDarken = "#ffd666",
        WarningLighten = "#2b2410",
        Error = "#ff9d94",
        ErrorContrastText = "#2a0906",
        ErrorDarken = "#ff9d94",
        ErrorLighten = "#33150f",
        Dark = "#e8edf2",
        DarkContrastText = "#12161c",
        TextPrimary = "#e8edf2",
        TextSecondary = "#b9c3cd",
        TextDisabled = "#98a4b0",
        ActionDefault = "#b9c3cd",
        ActionDisabled = "#7d8894",
        ActionDisabledBackground = "#262f3a",
        Background = "#12161c",
        BackgroundGray = "#12161c",
        Surface = "#1a2028",
        DrawerBackground = "#1a2028",
        DrawerText = "#b9c3cd",
        DrawerIcon = "#b9c3cd",
        AppbarBackground = "#10233f",
        AppbarText = "#ffffff",
        LinesDefault = "#262f3a",
        LinesInputs = "#6b7785",
        TableLines = "#262f3a",
        TableStriped = "#1d242d",
        TableHover = "#212933",
        Divider = "#262f3a",
        DividerLight = "#262f3a",
        Skeleton = "#262f3a",
        GrayDefault = "#98a4b0",
        GrayLight = "#323c48",
        GrayLighter = "#262f3a",
        GrayDark = "#b9c3cd",
        GrayDarker = "#e8edf2",
        HoverOpacity = 0.08,
    };

    /// <summary>The theme, light and dark.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Light,
        PaletteDark = Dark,
        Shadows = Quiet(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "216px", AppbarHeight = "52px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".84375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            H1 = new H1Typography { FontSize = "1.3125rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
            H2 = new H2Typography { FontSize = ".9375rem", FontWeight = "600", LineHeight = "1.45", LetterSpacing = "normal" },
            H3 = new H3Typography { FontSize = ".8125rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = "1.0625rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontSize = ".84375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Subtitle2 =
                new Subtitle2Typography { FontSize = ".78125rem", FontWeight = "500", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = ".84375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = ".84375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = ".8125rem", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontSize = ".78125rem", LineHeight = "1.5", LetterSpacing = "normal" },
        },
    };

    // A card has a soft shadow; what floats above it has the library's own shadow.
    private static Shadow Quiet()
    {
        var shadows = new Shadow();
        shadows.Elevation[1] = "0 1px 2px rgb(35 41 54 / 6%), 0 4px 12px rgb(35 41 54 / 4%)";
        return shadows;
    }

    private static string[] Fonts => ["Inter", "system-ui", "Segoe UI", "Roboto", "sans-serif"];
}
