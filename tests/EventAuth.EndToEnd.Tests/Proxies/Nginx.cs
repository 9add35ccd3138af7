using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Proxies;

/// <summary>Debian's nginx in its own process, in front of the program.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string Surroundings =
        """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr;
        events { }
        http {
            access_log off;
            client_body_temp_path temporary;
            proxy_temp_path temporary;
            fastcgi_temp_path temporary;
            uwsgi_temp_path temporary;
            scgi_temp_path temporary;
        """;

    private readonly string _folder = TemporaryFolder.Make();
    private readonly int _port = FreePorts.Take();
    private readonly Func<ProxySite, ProxySite> _place;
    private Process? _process;

    private Nginx(Func<ProxySite, ProxySite> place)
    {
        _place = place;
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=console.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(_folder, "site.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "site.key"), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Where people open the console.</summary>
    public Uri Address => new($"https://127.0.0.1:{_port}");

    /// <summary>Starts it and returns when it listens.</summary>
    public static Task<Nginx> StartAsync(ProxySite site, Uri program) => StartAsync(site, each => each.Before(program));

    /// <summary>Starts it with a site that names the programs behind it.</summary>
    public static Task<Nginx> StartAsync(ProxySite site) => StartAsync(site, each => each);

    /// <summary>Starts it with another site at the same address.</summary>
    public async Task RestartAsync(ProxySite site)
    {
        await EndAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "nginx.conf"), $"{Surroundings}\n{_place(site).At(_port).Text}}}\n");
        var start = new ProcessStartInfo("/usr/sbin/nginx", ["-p", _folder, "-c", "nginx.conf", "-e", "stderr"]) { UseShellExecute = false, RedirectStandardError = true };
        _process = new Process { StartInfo = start };
        var output = new ProgramOutput(_process);
        _process.Start();
        _process.BeginErrorReadLine();
        await Until.TrueAsync(
            () =>
            {
                Assert.False(_process.HasExited, "nginx ended:\n" + output.Text);
                return ListensAsync();
            },
            () => "nginx does not listen:\n" + output.Text);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<Nginx> StartAsync(ProxySite site, Func<ProxySite, ProxySite> place)
    {
        var nginx = new Nginx(place);
        await nginx.RestartAsync(site);
        return nginx;
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task EndAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
