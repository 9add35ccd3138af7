using EventAuth.Admin.Settings;
using Microsoft.Extensions.Configuration.Json;

namespace EventAuth.Admin.Demo;

/// <summary>The settings that matter to a demo.</summary>
/// <param name="ApiKey"><c>Bootstrap:ApiKey</c>, or null for a generated one.</param>
/// <param name="RotateAfter"><c>Demo:RotateAfterSeconds</c>: when the shop changes its key, after the first event.</param>
internal sealed record DemoSettings(string? ApiKey, TimeSpan RotateAfter)
{
    private const string PathKey = "Storage:Path";

    /// <summary>Reads them. Throws <see cref="StartRefusedException"/> if a demo would touch real data or be open to others.</summary>
    public static DemoSettings Read(IConfigurationRoot configuration)
    {
        var (admin, ingest, proxies) = SettingsReader.Read(configuration).Listeners;
        var source = new SettingSource(configuration);
        if (IsStorageNamed(configuration))
        {
            source.Refuse(PathKey, "is set, but --demo throws its database away. Leave out one of them.");
        }

        Check(source, "Listeners:Admin", admin, "http://127.0.0.1:5080");
        Check(source, "Listeners:Ingest", ingest, "http://127.0.0.1:5081");
        if (!proxies.IsEmpty)
        {
            source.Refuse("Listeners:TrustedProxies", "names a proxy, but --demo is for this machine alone. Leave out one of them.");
        }

        var rotateAfter = TimeSpan.FromSeconds(source.Number("Demo:RotateAfterSeconds", fallback: 90, least: 0, most: 24 * 60 * 60));
        return source.Problems.Count == 0
            ? new DemoSettings(source.Raw("Bootstrap:ApiKey") is { Length: > 0 } key ? key : null, rotateAfter)
            : throw new StartRefusedException(source.Problems);
    }

    // The file next to the program names the default folder; nobody chose that.
    private static bool IsStorageNamed(IConfigurationRoot configuration) =>
        configuration.Providers.Any(provider =>
            provider.TryGet(PathKey, out var path) && !(provider is JsonConfigurationProvider && path == "./data"));

    private static void Check(SettingSource source, string key, ListenerAddress? listener, string example)
    {
        if (listener is not { IsLoopback: true, IsHttps: false })
        {
            source.Refuse(key, $"must be a plain http address of this machine, such as {example}: --demo is for this machine alone.");
        }
    }
}
