using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Sdk.Shops;

/// <summary>The demo shop of samples/shop in its own process.</summary>
internal sealed class ShopProgram : IAsyncDisposable
{
    private static readonly string s_path =
        typeof(ShopProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ShopProgram").Value!;

    private readonly HttpClient _http = new();
    private readonly string _folder = TemporaryFolder.Make();
    private readonly Process _process;

    private ShopProgram(ShopSetup setup)
    {
        Address = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        Data = setup.Data ?? Path.Combine(_folder, "data");
        var settings = new Dictionary<string, string>
        {
            ["Shop:Address"] = Address.ToString(),
            ["Shop:Data"] = Data,
            ["Shop:TokenLifetimeSeconds"] = setup.TokenLifetimeSeconds.ToString(CultureInfo.InvariantCulture),
            ["EventAuth:Endpoint"] = setup.Endpoint,
            ["EventAuth:Admin"] = setup.Admin.ToString(),
            ["EventAuth:ApiKey"] = setup.ApiKey ?? "",
            ["EventAuth:ScriptIntegrity"] = setup.ScriptIntegrity ?? "",
        };
        _process = ProgramFile.Start(settings, _folder, out var output, new ProgramStart { Path = s_path });
        Output = output;
    }

    public Uri Address { get; }

    /// <summary>Where it keeps its key.</summary>
    public string Data { get; }

    public ProgramOutput Output { get; }

    /// <summary>Starts it and returns when it has said what it did with its certificate.</summary>
    public static async Task<ShopProgram> StartAsync(ShopSetup setup)
    {
        var shop = new ShopProgram(setup);
        try
        {
            await shop.Output.LineAsync(line => line.StartsWith("Certificate:", StringComparison.Ordinal));
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the shop for this program: events go straight to its ingest listener, and its certificate is defined.</summary>
    public static Task<ShopProgram> StartAsync(AdminProgram program, int tokenLifetimeSeconds = 300) => StartAsync(new ShopSetup
    {
        Endpoint = program.IngestListener.GetLeftPart(UriPartial.Authority),
        Admin = program.Admin,
        ApiKey = AdminProgram.ApiKey,
        TokenLifetimeSeconds = tokenLifetimeSeconds,
    });

    /// <summary>Sends any request to it; the address is a path.</summary>
    /// <param name="scheme">What a proxy says the browser used.</param>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, string? cookie = null, string? scheme = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = content };
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        if (scheme is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", scheme);
        }

        return await Answer.SendAsync(_http, request);
    }

    /// <summary>Asks it to stop, as a service manager does, and returns its exit code.</summary>
    public Task<int> StopAsync() => Termination.AskAsync(_process, Output);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
