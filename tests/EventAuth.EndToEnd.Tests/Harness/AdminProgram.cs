using System.Diagnostics;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>The real program in its own process, with its own ports and its own storage folder.</summary>
public sealed class AdminProgram : IAsyncDisposable
{
    public const string AdminEmail = "admin@shop.example";
    public const string AdminPassword = "correct horse battery 9 Staple";
    public const string ApiKey = "end-to-end-key-0123456789-abcdefghij";

    private static readonly PreparedFolder s_prepared = new(async folder =>
    {
        await using var program = await StartAsync(new ProgramSettings
        {
            Further = new Dictionary<string, string> { ["Storage:Path"] = folder },
        });
        Assert.Equal(0, await program.StopAsync());
    });

    private readonly string _folder;
    private readonly int? _openFiles;
    private readonly Dictionary<string, string> _settings;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private Process _process;

    private AdminProgram(ProgramSettings settings, string folder)
    {
        (_folder, _openFiles) = (folder, settings.OpenFiles);
        Admin = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        IngestListener = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        _settings = settings.ToConfiguration(Admin, IngestListener, folder);
        // It runs for seconds: precompiled code is not compiled again while the tests wait.
        _settings["DOTNET_TC_CallCounting"] = "0";
        Api = new AdminApi(_http, Admin, ApiKey);
        Ingest = new IngestClient(_http, IngestListener);
        _process = ProgramFile.Start(_settings, _folder, out var output, new ProgramStart { OpenFiles = _openFiles, Arguments = settings.Words });
        Output = output;
    }

    /// <summary>Address of the admin listener.</summary>
    public Uri Admin { get; }

    /// <summary>Address of the ingest listener.</summary>
    public Uri IngestListener { get; }

    /// <summary>The current process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether that process has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The folder of the embedded database.</summary>
    public string Storage => _settings["Storage:Path"];

    /// <summary>The output of the current process.</summary>
    public ProgramOutput Output { get; private set; }

    /// <summary>The admin API, with the key of the first administrator.</summary>
    public AdminApi Api { get; }

    /// <summary>The ingest endpoint, as a customer's site sends to it.</summary>
    public IngestClient Ingest { get; }

    /// <summary>Starts the program for the first time, with an empty storage folder, and returns when it is ready.</summary>
    public static Task<AdminProgram> StartAsync(ProgramSettings? settings = null) =>
        UntilReadyAsync(settings ?? new ProgramSettings(), TemporaryFolder.Make());

    /// <summary>
    /// Starts the program with a copy of the storage folder that it made at an earlier start, with the first administrator and API key,
    /// and returns when it is ready. If the settings are without these, it is a first start.
    /// </summary>
    public static async Task<AdminProgram> StartPreparedAsync(ProgramSettings? settings = null)
    {
        settings ??= new ProgramSettings();
        var folder = TemporaryFolder.Make();
        if (settings.Bootstrap)
        {
            await s_prepared.CopyToAsync(ProgramSettings.StorageIn(folder));
        }

        return await UntilReadyAsync(settings with { Bootstrap = false }, folder);
    }

    /// <summary>Starts the program and returns at once, ready or not.</summary>
    public static AdminProgram Launch(ProgramSettings? settings = null) => new(settings ?? new ProgramSettings(), TemporaryFolder.Make());

    /// <summary>Starts a program that is expected to refuse, and returns its output.</summary>
    public static async Task<(int ExitCode, string Output)> RunToExitAsync(ProgramSettings settings)
    {
        await using var program = new AdminProgram(settings, TemporaryFolder.Make());
        return await program.ExitAsync();
    }

    /// <summary>Starts it again with the same storage, expecting it to refuse, and returns its output.</summary>
    public async Task<(int ExitCode, string Output)> RestartToExitAsync()
    {
        await StartAgainAsync();
        return await ExitAsync();
    }

    /// <summary>Whether it reports that it is ready.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Admin, "/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Ends the process at once, as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does (SIGTERM), and returns its exit code.</summary>
    public Task<int> StopAsync() => Termination.AskAsync(_process, Output);

    /// <summary>Starts it again with the same storage and ports and returns when it is ready.</summary>
    public async Task RestartAsync()
    {
        await StartAgainAsync();
        await BecomeReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<AdminProgram> UntilReadyAsync(ProgramSettings settings, string folder)
    {
        var program = new AdminProgram(settings, folder);
        try
        {
            await program.BecomeReadyAsync();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    private async Task StartAgainAsync()
    {
        await KillAsync();
        _process.Dispose();
        _process = ProgramFile.Start(_settings, _folder, out var output, new ProgramStart { OpenFiles = _openFiles });
        Output = output;
    }

    private async Task<(int ExitCode, string Output)> ExitAsync()
    {
        await Until.TrueAsync(
            () => Task.FromResult(_process.HasExited),
            () => "The program did not end. It wrote:\n" + Output.Text);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, Output.Text);
    }

    private Task BecomeReadyAsync() => Until.TrueAsync(
        () =>
        {
            Assert.False(_process.HasExited, "The program ended before it was ready. It wrote:\n" + Output.Text);
            return IsReadyAsync();
        },
        () => "The program did not become ready. It wrote:\n" + Output.Text);
}
