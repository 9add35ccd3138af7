using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace EventAuth.Testing.Postgres;

/// <summary>
/// A PostgreSQL of its own: Debian's program over a temporary folder, reached through a socket in that folder and by nobody else. As root it
/// runs as the user of Debian's package, since PostgreSQL refuses to run as root. It ends with this process, also when that is killed, and
/// what it held is deleted.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";

    /// <summary>Ends the server of a folder and deletes the folder, as soon as nobody can write to its standard input any more.</summary>
    private const string EndScript = """exec >/dev/null 2>&1; read -r _; "$@"; rm -rf -- "$0" """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly string _programs;
    private readonly string _folder;
    private readonly Process _end;

    private PostgresServer(string programs, string folder)
    {
        (_programs, _folder) = (programs, folder);
        _end = EndOf(programs, folder);
    }

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
        await PostgresFolders.RemoveLeftAsync(folder => EndOf(programs, folder));
        var server = new PostgresServer(programs, PostgresFolders.Make());
        try
        {
            await server.BeginAsync(isDurable);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to connect to a database of this server.</summary>
    public string ConnectionString(string database) => $"Host={_folder};Username={User};Database={database}";

    /// <summary>Makes a database and returns its name.</summary>
    /// <param name="template">One that nobody is connected to, of which it becomes a copy; null for an empty one.</param>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        return name;
    }

    /// <summary>Deletes a database, whoever is connected to it.</summary>
    public Task DropDatabaseAsync(string name) => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Ends it as a crash would.</summary>
    public Task KillAsync() => RunAsync(StopCommand(_programs, _folder));

    /// <summary>Starts it again over the same data.</summary>
    public Task ResumeAsync() =>
        RunAsync(AsUser(_programs, "pg_ctl", "start", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log")));

    /// <summary>Ends it, and with it all that it held.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _end.StandardInput.Close();
        await _end.WaitForExitAsync();
        _end.Dispose();
    }

    // In a session of its own: it is there after this process was killed together with its group.
    private static Process EndOf(string programs, string folder) => Process.Start(
        new ProcessStartInfo("setsid", ["sh", "-c", EndScript, folder, .. StopCommand(programs, folder)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;

    private static string[] StopCommand(string programs, string folder) =>
        AsUser(programs, "pg_ctl", "stop", "-D", Path.Combine(folder, "data"), "-m", "immediate", "-s");

    private static string[] AsUser(string programs, string program, params string[] arguments)
    {
        var path = Path.Combine(programs, program);
        return Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", User, "--regid", User, "--clear-groups", path, .. arguments]
            : [path, .. arguments];
    }

    private static async Task RunAsync(params string[] command)
    {
        // What it leaves running keeps no pipe of ours open: pg_ctl starts the server with its own output.
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        using var patience = new CancellationTokenSource(s_patience);
        await process.WaitForExitAsync(patience.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {await process.StandardError.ReadToEndAsync(patience.Token)}");
        }
    }

    private async Task BeginAsync(bool isDurable)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", User, _folder);
        }

        await RunAsync(AsUser(_programs, "initdb", "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"));
        await File.AppendAllTextAsync(
            Path.Combine(Data, "postgresql.conf"),
            $"""
            listen_addresses = ''
            unix_socket_directories = '{_folder}'
            max_connections = 500
            fsync = {(isDurable ? "on" : "off")}
            """);
        await ResumeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(User) + ";Pooling=False");
#pragma warning disable CA2100 // The names are the tests' own.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
