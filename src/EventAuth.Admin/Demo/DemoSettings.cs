using System.Globalization;
using EventAuth.Admin.Hosting.Settings;
using Microsoft.Extensions.Configuration.Json;

namespace EventAuth.Admin.Demo;

/// <summary>What the settings say that matters to a demo.</summary>
/// <param name="ApiKey"><c>Bootstrap:ApiKey</c>, or null for one of its own.</param>
/// <param name="RotateAfter"><c>Demo:RotateAfterSeconds</c>: when the shop changes its key, after the first event.</param>
internal sealed record DemoSettings(string? ApiKey, TimeSpan RotateAfter)
{
    private const string PathKey = "Storage:Path";
    private const string RotationKey = "Demo:RotateAfterSeconds";
    private const int UsualRotation = 90;

    /// <summary>Reads the settings. Throws <see cref="StartRefusedException"/> where a demo would touch what is real or be open to others.</summary>
    public static DemoSettings Read(IConfigurationRoot configuration)
    {
        var (admin, ingest, proxies) = SettingsReader.Read(configuration).Listeners;
        var source = new SettingSource(configuration);
        var rotateAfter = TimeSpan.FromSeconds(source.Number(RotationKey, UsualRotation, least: 0, most: 24 * 60 * 60));
        string[] refusals =
        [
            .. source.Problems,
            .. IsStorageNamed(configuration) ? [$"--demo works on a database that it throws away, but {PathKey} is set. Leave out one of them."] : (string[])[],
            .. IsForThisMachine(admin) ? [] : (string[])[RefusalOf("Listeners:Admin", 5080)],
            .. IsForThisMachine(ingest) ? [] : (string[])[RefusalOf("Listeners:Ingest", 5081)],
            .. proxies.IsEmpty ? [] : (string[])["--demo is for this machine alone, but Listeners:TrustedProxies names a proxy. Leave out one of them."],
        ];
        return refusals.Length == 0
            ? new DemoSettings(configuration["Bootstrap:ApiKey"] is { Length: > 0 } key ? key : null, rotateAfter)
            : throw new StartRefusedException(refusals);
    }

    // The file beside the program names the usual folder; that is nobody's wish.
    private static bool IsStorageNamed(IConfigurationRoot configuration) =>
        configuration.Providers.Any(provider => provider.TryGet(PathKey, out var path) && !(provider is JsonConfigurationProvider && path == "./data"));

    private static bool IsForThisMachine(ListenerAddress? listener) => listener is { IsLoopback: true, IsHttps: false };

    private static string RefusalOf(string key, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"--demo is for this machine alone: {key} must be a plain http address of it, such as http://127.0.0.1:{port}.");
}
