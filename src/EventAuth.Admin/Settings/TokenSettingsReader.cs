namespace EventAuth.Admin.Settings;

/// <summary>Reads how tokens are checked, and how they must be proven.</summary>
internal static class TokenSettingsReader
{
    public const int MaxMegabytes = 64 * 1024;

    private const int MaxLifetimeSeconds = 10 * 366 * 24 * 60 * 60;
    private const string ProofKey = "Tokens:ProofOfPossession";
    private const string AddressesKey = "Tokens:ProofAddresses";
    private const string Off = "Off";
    private const string Accepted = "Accepted";
    private const string Required = "Required";

    public static TokenRules Read(SettingSource source)
    {
        var usual = new TokenRules();
        return new TokenRules
        {
            ClockSkew = TimeSpan.FromSeconds(
                source.Number("Tokens:ClockSkewSeconds", (int)usual.ClockSkew.TotalSeconds, least: 0, most: 600)),
            MaxLifetime = TimeSpan.FromSeconds(
                source.Number("Tokens:MaxLifetimeSeconds", (int)usual.MaxLifetime.TotalSeconds, least: 1, MaxLifetimeSeconds)),
            MaxRemembered = source.Number("Tokens:MaxRemembered", usual.MaxRemembered, least: 2, most: 20_000_000),
            MaxRememberedMegabytes = source.Number(
                "Tokens:MaxRememberedMegabytes", usual.MaxRememberedMegabytes, least: 1, MaxMegabytes),
            SingleUse = source.Flag("Tokens:SingleUse"),
            Proof = ReadProof(source),
            Issuer = source.Text("Tokens:Issuer"),
            Audience = source.Text("Tokens:Audience"),
        };
    }

    // All of them are read and checked, even if they do not count.
    private static ProofRules? ReadProof(SettingSource source)
    {
        var usual = new ProofRules();
        var rules = new ProofRules
        {
            Window = TimeSpan.FromSeconds(source.Number(
                "Tokens:ProofSeconds", (int)usual.Window.TotalSeconds, least: 5, (int)ProofRules.MaxWindow.TotalSeconds)),
            Addresses = [.. source.Several(AddressesKey).Select(text => ReadAddress(source, text))],
        };
        var word = source.Text(ProofKey)?.Trim() ?? Off;
        if (Is(Off))
        {
            return null;
        }

        if (!Is(Accepted) && !Is(Required))
        {
            source.Refuse(ProofKey, $"must be {Off}, {Accepted} or {Required}.");
        }

        return rules with { AcceptsBearers = Is(Accepted) };

        bool Is(string value) => word.Equals(value, StringComparison.OrdinalIgnoreCase);
    }

    // What follows is the path of a request, such as /v4/events/custom.
    private static string ReadAddress(SettingSource source, string text)
    {
        var isRight = Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            && !text.EndsWith('/') && !text.EndsWith('?') && !text.EndsWith('#');
        if (!isRight)
        {
            source.Refuse(
                AddressesKey,
                "must name addresses below which pages reach the ingest listener, such as https://events.shop.example or "
                + "https://shop.example/e, without a slash at the end, several with commas between them.");
        }

        return text;
    }
}
