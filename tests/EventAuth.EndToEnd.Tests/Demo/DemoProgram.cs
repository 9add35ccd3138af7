using System.Diagnostics;
using System.Globalization;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Demo;

/// <summary>The real program with <c>--demo</c>, with its own temporary folders.</summary>
internal sealed class DemoProgram : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly Process _process;

    private DemoProgram(string temporary, int rotateAfterSeconds)
    {
        Admin = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        var settings = new Dictionary<string, string>
        {
            ["Listeners:Admin"] = Admin.ToString(),
            ["Listeners:Ingest"] = $"http://127.0.0.1:{FreePorts.Take()}",
            ["Bootstrap:ApiKey"] = AdminProgram.ApiKey,
            ["RateLimits:ApiPerSecond"] = "0",
            ["Demo:RotateAfterSeconds"] = rotateAfterSeconds.ToString(CultureInfo.InvariantCulture),
            ["TMPDIR"] = temporary,
        };
        _process = ProgramFile.Start(settings, temporary, out var output, new ProgramStart { Arguments = ["--demo"] });
        Output = output;
        Api = new AdminApi(_http, Admin, AdminProgram.ApiKey);
    }

    public Uri Admin { get; }

    public ProgramOutput Output { get; }

    public AdminApi Api { get; }

    /// <summary>Starts it and returns when it has printed how to sign in.</summary>
    /// <param name="temporary">Where it finds temporary folders.</param>
    /// <param name="rotateAfterSeconds">When the shop changes its key.</param>
    public static async Task<DemoProgram> StartAsync(string temporary, int rotateAfterSeconds = 3_600)
    {
        var demo = new DemoProgram(temporary, rotateAfterSeconds);
        await demo.PrintedAsync("Password:");
        return demo;
    }

    /// <summary>The folders of demos among the temporary ones.</summary>
    public static IReadOnlyList<string> FoldersIn(string temporary) => Directory.GetDirectories(temporary, "eventauth-demo-*");

    /// <summary>What it printed after a word.</summary>
    public async Task<string> PrintedAsync(string word)
    {
        var line = await Output.LineAsync(line => line.Contains(word, StringComparison.Ordinal));
        return line[(line.IndexOf(word, StringComparison.Ordinal) + word.Length)..].Trim();
    }

    /// <summary>Waits until there is a matching decision with this outcome.</summary>
    public Task DecidedAsync(string query, Func<System.Text.Json.JsonElement, bool>? fits = null) => Until.TrueAsync(
        async () => (await Api.GetAsync($"/api/v1/decisions?limit=1000&{query}")).Expect(200).Json.GetProperty("items").EnumerateArray().Any(fits ?? (_ => true)),
        () => $"Nothing was decided with {query}. It wrote:\n{Output.Text}");

    /// <summary>Asks it to stop, as a service manager does, and returns its exit code.</summary>
    public Task<int> StopAsync() => Termination.AskAsync(_process, Output);

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        _http.Dispose();
    }
}
