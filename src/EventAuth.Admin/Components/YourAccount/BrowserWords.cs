namespace EventAuth.Admin.Components.YourAccount;

/// <summary>The name of a browser, by what it says about itself (RFC 9110, section 10.1.5). It can say anything: it is a hint.</summary>
internal static class BrowserWords
{
    private const int MaxLength = 40;

    // The order matters: most browsers also name others that they imitate.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>For example "Firefox on Linux"; the beginning of what it says if it is not known.</summary>
    public static string Of(string browser)
    {
        var name = Find(Browsers, browser);
        return (name, Find(Systems, browser)) switch
        {
            ({ } known, { } system) => $"{known} on {system}",
            ({ } known, null) => known,
            _ when browser.Length == 0 => "unknown",
            _ when browser.Length > MaxLength => browser[..MaxLength] + "…",
            _ => browser,
        };
    }

    private static string? Find((string Mark, string Name)[] among, string text) =>
        among.FirstOrDefault(one => text.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
