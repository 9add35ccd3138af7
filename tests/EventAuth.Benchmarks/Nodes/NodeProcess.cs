using System.Diagnostics;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.Benchmarks.Nodes;

/// <summary>A process of an installation over PostgreSQL: a console, a receiver of events, or both.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<string, string> _settings;
    private readonly string _folder;
    private Process _process;
    private ProgramOutput _output;

    private NodeProcess(string connection, string folder, bool isConsole, bool isIngest, bool bootstrap, IReadOnlyDictionary<string, string> further)
    {
        _folder = folder;
        Admin = isConsole ? Local() : null;
        Address = isIngest ? Local() : null;
        _settings = new ProgramSettings { Bootstrap = bootstrap, Further = further }.ToConfiguration(Admin ?? Local(), Address ?? Local(), folder);
        _settings["Listeners:Admin"] = Admin?.ToString() ?? "";
        _settings["Listeners:Ingest"] = Address?.ToString() ?? "";
        _settings["Storage:Provider"] = "PostgreSql";
        _settings["Storage:ConnectionString"] = connection;
        (_process, _output) = Launch();
    }

    /// <summary>The admin listener; null if it has none.</summary>
    public Uri? Admin { get; }

    /// <summary>The ingest listener; null if it has none.</summary>
    public Uri? Address { get; }

    public int ProcessId => _process.Id;

    public AdminApi Api => new(_http, Admin!, AdminProgram.ApiKey);

    public string Output => _output.Text;

    private string Storage => ProgramSettings.StorageIn(_folder);

    /// <summary>Starts the first process of an installation.</summary>
    public static Task<NodeProcess> StartAsync(
        string connection, string folder, bool isIngest, IReadOnlyDictionary<string, string>? further = null) =>
        ReadyAsync(new NodeProcess(connection, folder, isConsole: true, isIngest, bootstrap: true, further ?? new Dictionary<string, string>()));

    /// <summary>Starts a further process, which only receives events.</summary>
    public Task<NodeProcess> StartBesideAsync(string folder, IReadOnlyDictionary<string, string>? further = null)
    {
        var storage = Directory.CreateDirectory(
            ProgramSettings.StorageIn(folder), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        foreach (var name in (string[])["audit.key", "audit.head"])
        {
            File.Copy(Path.Combine(Storage, name), Path.Combine(storage, name));
        }

        return ReadyAsync(new NodeProcess(
            _settings["Storage:ConnectionString"], folder, isConsole: false, isIngest: true, bootstrap: false,
            further ?? new Dictionary<string, string>()));
    }

    /// <summary>Ends the process at once (SIGKILL).</summary>
    public Task KillAsync() => ProcessEnd.ForceAsync(_process);

    /// <summary>Starts it again with the same settings, without waiting until it is ready.</summary>
    public void StartAgain()
    {
        _process.Dispose();
        (_process, _output) = Launch();
    }

    /// <summary>Returns when it is ready.</summary>
    public Task BecomeReadyAsync() => Until.TrueAsync(
        async () =>
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException("A process ended before it was ready. " + Output);
            }

            try
            {
                using var answer = await _http.GetAsync(new Uri(Admin ?? Address!, "/readyz"));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        () => "A process did not become ready. " + Output);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        _http.Dispose();
    }

    private static async Task<NodeProcess> ReadyAsync(NodeProcess process)
    {
        try
        {
            await process.BecomeReadyAsync();
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static Uri Local() => new($"http://127.0.0.1:{FreePorts.Take()}");

    private (Process Process, ProgramOutput Output) Launch()
    {
        var process = ProgramFile.Start(_settings, _folder, out var output);
        return (process, output);
    }
}
