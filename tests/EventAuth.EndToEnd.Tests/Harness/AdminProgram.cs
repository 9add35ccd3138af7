using System.Diagnostics;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>
/// The real program with its own ports, its own storage folder and its own database: in the process of the tests, or in one of its own if
/// they kill it or are about its process (<see cref="ProgramSettings.OwnProcess"/>).
/// </summary>
public sealed class AdminProgram : IAsyncDisposable
{
    public const string AdminEmail = "admin@shop.example";
    public const string AdminPassword = "correct horse battery 9 Staple";
    public const string ApiKey = "end-to-end-key-0123456789-abcdefghij";

    private static readonly PreparedFolder s_prepared = new(async folder =>
    {
        await using var program = await NewAsync(new ProgramSettings { Further = new Dictionary<string, string> { ["Storage:Path"] = folder } });
        await program.HostAsync();
        await program.StopAsync();
        s_preparedDatabase = await TestDatabase.NewAsync(program._database);
    });

    /// <summary>The database that belongs to the prepared folder, once that is there; null where it lies in the folder.</summary>
    private static string? s_preparedDatabase;

    private readonly string _folder;
    private readonly string? _database;
    private readonly bool _isHosted;
    private readonly int? _openFiles;
    private readonly Dictionary<string, string> _settings;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private Process? _process;
    private HostedProgram? _hosted;

    private AdminProgram(ProgramSettings settings, string folder, string? database)
    {
        (_folder, _database, _openFiles) = (folder, database, settings.OpenFiles);
        _isHosted = !settings.OwnProcess && settings.OpenFiles is null && !ProgramFile.IsNamed;
        Admin = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        IngestListener = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        _settings = settings.ToConfiguration(Admin, IngestListener, folder, database);
        Api = new AdminApi(_http, Admin, ApiKey);
        Ingest = new IngestClient(_http, IngestListener);
        Database = new ProgramDatabase(Storage, _settings.GetValueOrDefault("Storage:ConnectionString"));
    }

    /// <summary>Address of the admin listener.</summary>
    public Uri Admin { get; }

    /// <summary>Address of the ingest listener.</summary>
    public Uri IngestListener { get; }

    /// <summary>The current process.</summary>
    public int ProcessId => Process.Id;

    /// <summary>Whether that process has ended.</summary>
    public bool HasEnded => Process.HasExited;

    /// <summary>The storage folder.</summary>
    public string Storage => _settings["Storage:Path"];

    /// <summary>What it stores.</summary>
    public ProgramDatabase Database { get; }

    /// <summary>The output since the last start.</summary>
    public ProgramOutput Output { get; private set; } = new();

    /// <summary>The admin API, with the key of the first administrator.</summary>
    public AdminApi Api { get; }

    /// <summary>The ingest endpoint, as a customer's site sends to it.</summary>
    public IngestClient Ingest { get; }

    private Process Process => _process ?? throw new InvalidOperationException($"It has no process of its own: see {nameof(ProgramSettings.OwnProcess)}.");

    /// <summary>Starts the program for the first time, with nothing stored, and returns when it is ready.</summary>
    public static async Task<AdminProgram> StartAsync(ProgramSettings? settings = null)
    {
        settings ??= new ProgramSettings();
        return await BegunAsync(await NewAsync(settings), settings.Words);
    }

    /// <summary>
    /// Starts the program with a copy of what it stored at an earlier start, with the first administrator and API key,
    /// and returns when it is ready. If the settings are without these, it is a first start.
    /// </summary>
    public static async Task<AdminProgram> StartPreparedAsync(ProgramSettings? settings = null)
    {
        settings ??= new ProgramSettings();
        if (!settings.Bootstrap)
        {
            return await StartAsync(settings);
        }

        var folder = TemporaryFolder.Make();
        await s_prepared.CopyToAsync(ProgramSettings.StorageIn(folder));
        return await BegunAsync(
            new AdminProgram(settings with { Bootstrap = false }, folder, await TestDatabase.NewAsync(s_preparedDatabase)), settings.Words);
    }

    /// <summary>Starts the program in a process of its own and returns at once, ready or not.</summary>
    public static async Task<AdminProgram> LaunchAsync(ProgramSettings? settings = null)
    {
        settings = (settings ?? new ProgramSettings()) with { OwnProcess = true };
        var program = await NewAsync(settings);
        program.Launch(settings.Words);
        return program;
    }

    /// <summary>Starts a program in a process of its own that is expected to refuse, and returns its output.</summary>
    public static async Task<(int ExitCode, string Output)> RunToExitAsync(ProgramSettings settings)
    {
        await using var program = await LaunchAsync(settings);
        return await program.ExitAsync();
    }

    /// <summary>Starts it again with the same storage, in a process of its own, expecting it to refuse, and returns its output.</summary>
    public async Task<(int ExitCode, string Output)> RestartToExitAsync()
    {
        await EndAsync();
        Launch();
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
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        await Process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does (SIGTERM), and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_isHosted)
        {
            return await Termination.AskAsync(Process, Output);
        }

        await _hosted!.StopAsync();
        _hosted = null;
        return 0;
    }

    /// <summary>Starts it again with the same storage and ports, and with another value of a setting, and returns when it is ready.</summary>
    public Task RestartAsync(string key, string value)
    {
        _settings[key] = value;
        return RestartAsync();
    }

    /// <summary>
    /// Starts it again with the same storage and ports and returns when it is ready. One that still runs is ended before: its own process
    /// is killed, in the process of the tests it does not wait for those who are connected.
    /// </summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        await BeginAsync([]);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (_database is not null)
        {
            await TestDatabase.DropAsync(_database);
        }
    }

    private static async Task<AdminProgram> NewAsync(ProgramSettings settings) => new(
        settings, TemporaryFolder.Make(), settings.Further.ContainsKey("Storage:Provider") ? null : await TestDatabase.NewAsync());

    private static async Task<AdminProgram> BegunAsync(AdminProgram program, IReadOnlyList<string> words)
    {
        try
        {
            await program.BeginAsync(words);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    private async Task BeginAsync(IReadOnlyList<string> words)
    {
        if (_isHosted)
        {
            await HostAsync(words);
        }
        else
        {
            Launch(words);
        }

        await Until.TrueAsync(
            () =>
            {
                Assert.False(_process is { HasExited: true }, "The program ended before it was ready. It wrote:\n" + Output.Text);
                return IsReadyAsync();
            },
            () => "The program did not become ready. It wrote:\n" + Output.Text);
    }

    private async Task EndAsync()
    {
        if (_hosted is not null)
        {
            await _hosted.DisposeAsync();
            _hosted = null;
        }

        if (_process is not null)
        {
            await KillAsync();
            _process.Dispose();
            _process = null;
        }
    }

    private void Launch(IReadOnlyList<string>? words = null)
    {
        // It runs for seconds: precompiled code is not compiled again while the tests wait.
        var settings = new Dictionary<string, string>(_settings);
        settings.TryAdd("DOTNET_TC_CallCounting", "0");
        _process = ProgramFile.Start(settings, _folder, out var output, new ProgramStart { OpenFiles = _openFiles, Arguments = words ?? [] });
        Output = output;
    }

    private async Task HostAsync(IReadOnlyList<string>? words = null)
    {
        Output = new ProgramOutput();
        _hosted = await HostedProgram.StartAsync([.. _settings.Select(setting => $"--{setting.Key}={setting.Value}"), .. words ?? []], Output);
    }

    private async Task<(int ExitCode, string Output)> ExitAsync()
    {
        await Until.TrueAsync(
            () => Task.FromResult(Process.HasExited),
            () => "The program did not end. It wrote:\n" + Output.Text);
        await Process.WaitForExitAsync();
        return (Process.ExitCode, Output.Text);
    }
}
