using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Audit;

namespace EventAuth.Admin.Tests.Hosting;

public class SecureChannelTests
{
    private const string CertificateKey = "Kestrel:Certificates:Default";

    [Theory]
    [InlineData("--Listeners:TrustedProxies=127.0.0.1", true)]
    [InlineData("--Listeners:TrustedProxies=10.0.0.0/8", false)]
    [InlineData("--Listeners:AllowPlainHttp=true", false)]
    public async Task ForwardedScheme_OfATrustedProxyAlone_MakesTheCookieSecure(string setting, bool isSecure)
    {
        await using var program = await RunningProgram.StartReadyAsync(setting);
        using var browser = program.NewBrowser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var page = await browser.GetAsync("/sign-in");
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));

        Assert.Equal(isSecure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("https", "console.example", true)]
    [InlineData("http", "console.example", false)]
    [InlineData("https", "localhost", false)]
    public async Task Hsts_OverHttpsUnderAName_IsSent(string scheme, string host, bool isSent)
    {
        await using var program = await RunningProgram.StartReadyAsync("--Listeners:TrustedProxies=127.0.0.1");
        using var browser = program.NewBrowser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        browser.DefaultRequestHeaders.Host = host;

        using var page = await browser.GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(isSent ? ["max-age=31536000"] : [], page.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values : []);
    }

    [Theory]
    [InlineData("198.51.100.9, 203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7, 10.1.2.3", "203.0.113.7")]
    [InlineData("nonsense", "127.0.0.1")]
    public async Task ForwardedAddress_OfTrustedProxies_IsTheOneTheFirstOfThemSaw(string forwarded, string expected)
    {
        await using var program = await RunningProgram.StartReadyAsync("--Listeners:TrustedProxies=127.0.0.1,10.0.0.0/8");
        using var browser = program.NewBrowser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);

        (await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword)).Dispose();

        var entry = Assert.Single(await program.AuditAsync("&action=sign-in.succeeded"));
        Assert.Equal(expected, entry.Text("from"));
    }

    [Fact]
    public async Task Https_WithACertificate_IsSpoken()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = await WriteCertificateAsync(folder);
        await using var program = await RunningProgram.StartAsync(
            folder, time: null, "--Listeners:Admin=https://127.0.0.1:0", $"--{CertificateKey}:Path={certificate}", $"--{CertificateKey}:KeyPath={key}");
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(certificate);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { trusted }, RevocationMode = X509RevocationMode.NoCheck } },
        };
        using var client = new HttpClient(handler);

        using var answer = await client.GetAsync(new Uri(program.Admin, "/healthz"));

        Assert.Equal("https", program.Admin.Scheme);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Https_WithAFileThatIsNoCertificate_IsRefusedInASentence()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.FullPath, "server.pem");
        await File.WriteAllTextAsync(file, "nothing of the kind");
        await using var error = new StringWriter();

        var code = await StartUp.RunAsync(
            () => Program.Build(RunningProgram.ArgumentsFor(folder, "--Listeners:Admin=https://127.0.0.1:0", $"--{CertificateKey}:Path={file}", $"--{CertificateKey}:KeyPath={file}")), error);

        Assert.Equal(1, code);
        Assert.StartsWith(CertificateKey, error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(string Certificate, string Key)> WriteCertificateAsync(TemporaryFolder folder)
    {
        using var rsa = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=console.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (file, key) = (Path.Combine(folder.FullPath, "server.pem"), Path.Combine(folder.FullPath, "server.key"));
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem());
        return (file, key);
    }
}
