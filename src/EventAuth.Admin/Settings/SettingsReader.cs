using EventAuth.Ingest;

namespace EventAuth.Admin.Settings;

/// <summary>Reads all settings, or refuses the start with everything that is wrong at once.</summary>
internal static class SettingsReader
{
    private const int MaxMegabytes = TokenSettingsReader.MaxMegabytes;
    private const int MaxRate = 1_000_000;
    private const int MaxNameLength = 60;

    /// <summary>Reads the settings. Throws <see cref="StartRefusedException"/> naming each setting that is wrong.</summary>
    public static AdminSettings Read(IConfiguration configuration)
    {
        var source = new SettingSource(configuration);
        source.RefuseUnknown(
            "Listeners", "Admin", "Ingest", "IngestPublicAddress", "AllowPlainHttp", "TrustedProxies",
            "MaxAdminConnections", "MaxIngestConnections", "MinBodyBytesPerSecond");
        source.RefuseUnknown("Storage", "Path", "Provider", "ConnectionString", "MaxQueuedEvents", "NewInstallation");
        source.RefuseUnknown(
            "Tokens", "ClockSkewSeconds", "MaxLifetimeSeconds", "MaxRemembered", "MaxRememberedMegabytes",
            "SingleUse", "ProofOfPossession", "ProofSeconds", "ProofAddresses", "Issuer", "Audience");
        source.RefuseUnknown("Ingest", "AllowedOrigins", "MaxBodyMegabytes");
        source.RefuseUnknown("Catalog", "MaxDiscovered");
        source.RefuseUnknown("Policy", "StaleAfterSeconds", "Notifications");
        source.RefuseUnknown("Node", "Name");
        source.RefuseUnknown("Decisions", "KeepRejectionsDays", "KeepRejectedPayload");
        source.RefuseUnknown("RateLimits", "SignInPerMinute", "ApiPerSecond", "IngestPerSecond");
        source.RefuseUnknown("Console", "MaxMessageKilobytes", "MaxRetainedCircuits");
        source.RefuseUnknown("Bootstrap", "AdminEmail", "AdminPassword", "ApiKey");

        // One section after the other: problems are reported in this order.
        var listeners = ListenerSettingsReader.Read(source);
        var storage = StorageSettingsReader.Read(source);
        var tokens = TokenSettingsReader.Read(source);
        var ingest = new IngestOptions
        {
            AllowedOrigins = [.. source.Several("Ingest:AllowedOrigins").Select(text => ReadOrigin(source, text))],

            // A batch alone must fit.
            MaxBodyMegabytes = source.Number("Ingest:MaxBodyMegabytes", fallback: 128, least: 2, MaxMegabytes),
            RequestsPerSecond = source.Number("RateLimits:IngestPerSecond", fallback: 0, least: 0, MaxRate),
        };
        storage = storage with
        {
            MaxDiscovered = source.Number("Catalog:MaxDiscovered", fallback: 10_000, least: 0, most: 1_000_000),
            Notifications = source.Flag("Policy:Notifications", fallback: true),
            RejectionDays = source.Number("Decisions:KeepRejectionsDays", fallback: 30, least: 0, most: 3_660),
        };
        var settings = new AdminSettings(
            listeners,
            storage,
            tokens,
            ingest,
            source.Flag("Decisions:KeepRejectedPayload"),
            new RateLimitSettings(
                source.Number("RateLimits:SignInPerMinute", fallback: 10, least: 0, MaxRate),
                source.Number("RateLimits:ApiPerSecond", fallback: 200, least: 0, MaxRate)),

            // A page sends a certificate in one message: 8192 bits in base64, with whatever was around it.
            new ConsoleSettings(
                source.Number("Console:MaxMessageKilobytes", fallback: 32, least: 16, most: 1024),
                source.Number("Console:MaxRetainedCircuits", fallback: 100, least: 0, most: 10_000)),
            BootstrapSettingsReader.Read(source))
        {
            PolicyStaleAfter = TimeSpan.FromSeconds(source.Number("Policy:StaleAfterSeconds", fallback: 30, least: 2, most: 86_400)),
            NodeName = ReadNodeName(source),
        };
        return source.Problems.Count == 0 ? settings : throw new StartRefusedException(source.Problems);
    }

    private static string? ReadNodeName(SettingSource source)
    {
        var name = source.Text("Node:Name")?.Trim();
        if (name is not null && (name.Length > MaxNameLength || name.Any(char.IsControl)))
        {
            source.Refuse("Node:Name", $"must be a name of at most {MaxNameLength} characters, on one line.");
        }

        return name;
    }

    // Kept as browsers write it (RFC 6454, section 6.2): scheme, host, port unless it is the default one, nothing else.
    private static string ReadOrigin(SettingSource source, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/", Fragment: "" }
            && !text.EndsWith('/'))
        {
            return address.GetLeftPart(UriPartial.Authority);
        }

        source.Refuse(
            "Ingest:AllowedOrigins",
            "must name origins such as https://shop.example, without a path, several with commas between them.");
        return text;
    }
}
