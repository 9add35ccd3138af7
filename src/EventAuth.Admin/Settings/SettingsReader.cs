using EventAuth.Admin.Hosting;
using EventAuth.Core.Tokens;
using EventAuth.Ingest;

namespace EventAuth.Admin.Settings;

/// <summary>Reads all settings, or refuses the start with everything that is wrong at once.</summary>
internal static class SettingsReader
{
    private const int MaxSkewSeconds = 600;
    private const int MaxLifetimeSeconds = 10 * 366 * 24 * 60 * 60;
    // A queue must hold at least one batch.
    private const int MinQueuedEvents = 1_000;
    private const int MaxQueuedEvents = 1_000_000;
    // A batch alone must fit.
    private const int MinBodyMegabytes = 2;
    private const int MaxBodyMegabytes = 64 * 1024;
    private const int MaxDiscovered = 1_000_000;
    private const int MinRemembered = 2;
    private const int MaxRemembered = 20_000_000;
    private const int MaxRememberedMegabytes = 64 * 1024;
    private const int MaxKeptDays = 3_660;
    private const int MaxRate = 1_000_000;
    // A page sends a certificate in one message: 8192 bits in base64, with whatever stood around it.
    private const int MinMessageKilobytes = 16;
    private const int MaxMessageKilobytes = 1024;
    private const int MaxRetainedCircuits = 10_000;

    /// <summary>Reads the settings. Throws <see cref="StartRefusedException"/> naming each setting that is wrong.</summary>
    public static AdminSettings Read(IConfiguration configuration)
    {
        var source = new SettingSource(configuration);
        source.RefuseUnknown(
            "Listeners", "Admin", "Ingest", "AllowPlainHttp", "TrustedProxies",
            "MaxAdminConnections", "MaxIngestConnections", "MinBodyBytesPerSecond");
        source.RefuseUnknown("Storage", "Path", "MaxQueuedEvents", "NewInstallation");
        source.RefuseUnknown(
            "Tokens", "ClockSkewSeconds", "MaxLifetimeSeconds", "MaxRemembered", "MaxRememberedMegabytes",
            "SingleUse", "Issuer", "Audience");
        source.RefuseUnknown("Ingest", "AllowedOrigins", "MaxBodyMegabytes");
        source.RefuseUnknown("Catalog", "MaxDiscovered");
        source.RefuseUnknown("Decisions", "KeepRejectionsDays", "KeepRejectedPayload");
        source.RefuseUnknown("RateLimits", "SignInPerMinute", "ApiPerSecond", "IngestPerSecond");
        source.RefuseUnknown("Console", "MaxMessageKilobytes", "MaxRetainedCircuits");
        source.RefuseUnknown("Bootstrap", "AdminEmail", "AdminPassword", "ApiKey");
        var settings = new AdminSettings(
            ListenerSettingsReader.Read(source),
            ReadStorage(source),
            ReadTokens(source),
            new IngestOptions
            {
                AllowedOrigins = [.. source.Several("Ingest:AllowedOrigins").Select(text => ReadOrigin(source, text))],
                MaxBodyMegabytes = source.Number("Ingest:MaxBodyMegabytes", fallback: 128, MinBodyMegabytes, MaxBodyMegabytes),
                RequestsPerSecond = source.Number("RateLimits:IngestPerSecond", fallback: 0, least: 0, MaxRate),
            },
            new CatalogSettings(source.Number("Catalog:MaxDiscovered", fallback: 10_000, least: 0, MaxDiscovered)),
            new DecisionSettings(
                source.Number("Decisions:KeepRejectionsDays", fallback: 30, least: 0, MaxKeptDays),
                source.Flag("Decisions:KeepRejectedPayload")),
            new RateLimitSettings(
                source.Number("RateLimits:SignInPerMinute", fallback: 10, least: 0, MaxRate),
                source.Number("RateLimits:ApiPerSecond", fallback: 200, least: 0, MaxRate)),
            new ConsoleSettings(
                source.Number("Console:MaxMessageKilobytes", fallback: 32, MinMessageKilobytes, MaxMessageKilobytes),
                source.Number("Console:MaxRetainedCircuits", fallback: 100, least: 0, MaxRetainedCircuits)),
            BootstrapSettingsReader.Read(source));
        return source.Problems.Count == 0 ? settings : throw new StartRefusedException(source.Problems);
    }

    private static StorageSettings ReadStorage(SettingSource source)
    {
        var path = source.Raw("Storage:Path") ?? "./data";
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            source.Refuse("Storage:Path", "must name a folder, for example ./data.");
            path = ".";
        }

        return new StorageSettings(
            Path.GetFullPath(path),
            source.Number("Storage:MaxQueuedEvents", fallback: 20_000, MinQueuedEvents, MaxQueuedEvents),
            source.Flag("Storage:NewInstallation"));
    }

    private static TokenRules ReadTokens(SettingSource source)
    {
        var usual = new TokenRules();
        return new TokenRules
        {
            ClockSkew = TimeSpan.FromSeconds(
                source.Number("Tokens:ClockSkewSeconds", (int)usual.ClockSkew.TotalSeconds, 0, MaxSkewSeconds)),
            MaxLifetime = TimeSpan.FromSeconds(
                source.Number("Tokens:MaxLifetimeSeconds", (int)usual.MaxLifetime.TotalSeconds, 1, MaxLifetimeSeconds)),
            MaxRemembered = source.Number("Tokens:MaxRemembered", usual.MaxRemembered, MinRemembered, MaxRemembered),
            MaxRememberedMegabytes = source.Number(
                "Tokens:MaxRememberedMegabytes", usual.MaxRememberedMegabytes, 1, MaxRememberedMegabytes),
            SingleUse = source.Flag("Tokens:SingleUse"),
            Issuer = source.Text("Tokens:Issuer"),
            Audience = source.Text("Tokens:Audience"),
        };
    }

    // Kept as browsers write it (RFC 6454, section 6.2): scheme, host, port unless it is the usual one, nothing else.
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
