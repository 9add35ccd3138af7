using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace EventAuth.Testing.Postgres;

/// <summary>
/// A PostgreSQL of its own: Debian's program over a temporary folder, reached through a socket in that folder and by nobody else. As root it
/// runs as the user of Debian's package, since PostgreSQL refuses to run as root.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly string _programs;
    private readonly string _folder;

    private PostgresServer(string programs, string folder) => (_programs, _folder) = (programs, folder);

    /// <summary>Where Debian puts the programs of the newest version; null where there are none.</summary>
    public static string? Programs =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            : null;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="isDurable">Whether it syncs to disk, which only tests of sudden ends need.</param>
    public static async Task<PostgresServer> StartAsync(bool isDurable = false)
    {
        var programs = Programs ?? throw new InvalidOperationException("PostgreSQL is not installed. ./test.sh installs it.");
        var server = new PostgresServer(programs, Directory.CreateTempSubdirectory("eventauth-pg-").FullName);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", [User, server._folder]);
        }

        await server.RunAsUserAsync("initdb", "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await File.AppendAllTextAsync(
            Path.Combine(server.Data, "postgresql.conf"),
            $"""
            listen_addresses = ''
            unix_socket_directories = '{server._folder}'
            max_connections = 200
            fsync = {(isDurable ? "on" : "off")}
            """);
        await server.ResumeAsync();
        return server;
    }

    /// <summary>How to connect to a database of this server.</summary>
    public string ConnectionString(string database) => $"Host={_folder};Username={User};Database={database}";

    /// <summary>Makes a database.</summary>
    /// <param name="template">One that nobody is connected to, of which it becomes a copy; null for an empty one.</param>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        await using var source = NpgsqlDataSource.Create(ConnectionString(User) + ";Pooling=False");
#pragma warning disable CA2100 // Both names are the tests' own.
        await using var command = source.CreateCommand($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return name;
    }

    /// <summary>Ends it as a crash would.</summary>
    public Task KillAsync() => RunAsUserAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-s");

    /// <summary>Starts it again over the same data.</summary>
    public Task ResumeAsync() => RunAsUserAsync("pg_ctl", "start", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"));

    /// <summary>Ends it, and with it all that it held.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task RunAsUserAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, IReadOnlyList<string> arguments)
    {
        // What it leaves running keeps no pipe of ours open: pg_ctl starts the server with its own output.
        using var process = Process.Start(new ProcessStartInfo(program, arguments) 
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        using var patience = new CancellationTokenSource(s_patience);
        await process.WaitForExitAsync(patience.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await process.StandardError.ReadToEndAsync(patience.Token)}");
        }
    }
}
