using System.Net;

namespace EventAuth.Admin.Settings;

/// <summary>Reads where to listen, and refuses what would send passwords and tokens unencrypted over a network.</summary>
internal static class ListenerSettingsReader
{
    /// <summary>The file of the certificate for https listeners; a setting of the web server itself.</summary>
    public const string CertificateKey = "Kestrel:Certificates:Default:Path";

    public const string MaxAdminKey = "Listeners:MaxAdminConnections";

    public const string MaxIngestKey = "Listeners:MaxIngestConnections";

    // With fewer, a browser, which opens six at a time, would wait for itself.
    private const int LeastConnections = 16;
    private const int MostConnections = 1_000_000;
    private const int MostBytesPerSecond = 1_000_000;

    public static ListenerSettings Read(SettingSource source)
    {
        var admin = ReadAddress(source, "Listeners:Admin", "http://127.0.0.1:5080");
        var ingest = ReadAddress(source, "Listeners:Ingest", "http://127.0.0.1:5081");
        var allowPlainHttp = source.Flag("Listeners:AllowPlainHttp");
        var proxies = source.Several("Listeners:TrustedProxies").SelectMany(text => ReadProxy(source, text)).ToImmutableArray();
        if (source.Raw("Listeners:Admin") is "" && source.Raw("Listeners:Ingest") is "")
        {
            source.Refuse("Listeners:Admin", "and Listeners:Ingest are both empty: there is nothing to listen on.");
        }

        if (admin is not null && admin.Port != 0 && admin.Port == ingest?.Port && admin.Address.Equals(ingest.Address))
        {
            source.Refuse("Listeners:Ingest", "is the same address as Listeners:Admin; give each its own port.");
        }

        Check(source, "Listeners:Admin", admin, allowPlainHttp || !proxies.IsEmpty);
        Check(source, "Listeners:Ingest", ingest, allowPlainHttp || !proxies.IsEmpty);
        return new ListenerSettings(admin, ingest, proxies)
        {
            IngestPublicAddress = ReadPublicAddress(source, "Listeners:IngestPublicAddress"),
            MaxAdminConnections = ReadConnections(source, MaxAdminKey),
            MaxIngestConnections = ReadConnections(source, MaxIngestKey),
            MinBodyBytesPerSecond = source.Number("Listeners:MinBodyBytesPerSecond", fallback: 1_000, least: 1, MostBytesPerSecond),
        };
    }

    private static PublicAddress? ReadPublicAddress(SettingSource source, string key)
    {
        if (source.Text(key)?.Trim() is not { } text)
        {
            return null;
        }

        var address = PublicAddress.TryParse(text);
        if (address is null)
        {
            source.Refuse(key, $"must be {PublicAddress.Rule}.");
        }

        return address;
    }

    private static int? ReadConnections(SettingSource source, string key) =>
        source.Number(key, fallback: 0, LeastConnections, MostConnections) is > 0 and var number ? number : null;

    private static ListenerAddress? ReadAddress(SettingSource source, string key, string fallback)
    {
        var text = (source.Raw(key) ?? fallback).Trim();
        if (text.Length == 0)
        {
            return null;
        }

        var address = ListenerAddress.TryParse(text);
        if (address is null)
        {
            source.Refuse(key, $"must be {ListenerAddress.Rule}.");
        }

        return address;
    }

    private static void Check(SettingSource source, string key, ListenerAddress? address, bool plainHttpIsFine)
    {
        switch (address)
        {
            case { IsHttps: true } when source.Text(CertificateKey) is not { } path || !File.Exists(path):
                source.Refuse(key, $"speaks https, so {CertificateKey} must name the file of a server certificate.");
                break;
            case { IsHttps: false, IsLoopback: false } when !plainHttpIsFine:
                source.Refuse(
                    key,
                    "is plain http and can be reached from other machines: use https, "
                    + "name the proxy that does in Listeners:TrustedProxies, or set Listeners:AllowPlainHttp=true.");
                break;
        }
    }

    private static IEnumerable<IPNetwork> ReadProxy(SettingSource source, string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return [new IPNetwork(address, address.GetAddressBytes().Length * 8)];
        }

        if (IPNetwork.TryParse(text, out var network))
        {
            return [network];
        }

        source.Refuse(
            "Listeners:TrustedProxies",
            "must name IP addresses or networks such as 10.0.0.7 or 10.0.0.0/24, several with commas between them.");
        return [];
    }
}
