using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>Another system that does the same work, or part of it.</summary>
internal sealed class Peer : Contender
{
    private readonly PeerScripts _scripts;
    private readonly Dictionary<string, string> _environment;
    private readonly Process _process;

    private readonly PostgresForLoad? _database;

    private Peer(PeerScripts scripts, string version, Dictionary<string, string> environment, PostgresForLoad? database)
    {
        _database = database;
        _scripts = scripts;
        _environment = environment;
        Version = version;
        Address = new Uri("http://127.0.0.1:" + environment["PORT"]);
        var start = new ProcessStartInfo("bash", [scripts.Run]) { UseShellExecute = false, WorkingDirectory = environment["DATA"], RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        _process = new Process { StartInfo = start };
        Output = new ProgramOutput(_process);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public override string Name => _scripts.Name;

    public override string Version { get; }

    public override Uri Address { get; }

    public override int ProcessId => _process.Id;

    public override IReadOnlyList<int> Processes => _database is null ? [ProcessId] : [ProcessId, _database.ProcessId];

    private ProgramOutput Output { get; }

    /// <summary>Starts a prepared peer in an empty folder, and returns when its port answers.</summary>
    /// <param name="database">The server that it uses and that ends with it; null if it needs none.</param>
    public static async Task<Peer> StartAsync(
        PeerScripts scripts, string version, string folder, string publicKeyFile, PostgresForLoad? database = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["PORT"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture),
            ["DATA"] = folder,
            ["PUBLIC_KEY"] = publicKeyFile,
            ["HMAC_SECRET"] = LineProtocol.Secret,
        };
        if (database is not null)
        {
            environment["DATABASE"] = database.ConnectionString;
        }

        var peer = new Peer(scripts, version, scripts.Environment(environment), database);
        try
        {
            await Until.TrueAsync(peer.AnswersAsync, () => $"{scripts.Name} did not open its port. It wrote:\n{peer.Output.Text}");
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    public override Task<long?> CountStoredAsync() => _scripts.CountAsync(_environment);

    public override async ValueTask DisposeAsync()
    {
        await ProcessEnd.ForceAsync(_process);
        _process.Dispose();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"{Name} ended before its port answered. It wrote:\n{Output.Text}");
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Address.Host, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
