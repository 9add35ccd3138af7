using System.Diagnostics;
using System.Globalization;
using EventAuth.Testing.Postgres;
using Npgsql;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>A private PostgreSQL that syncs each commit to disk, in Debian's settings, with one empty database.</summary>
internal sealed class PostgresForLoad : IAsyncDisposable
{
    private PostgresForLoad(PostgresServer server, string connectionString) => (Server, ConnectionString) = (server, connectionString);

    public PostgresServer Server { get; }

    public string ConnectionString { get; }

    /// <summary>The server's first process, which started all others.</summary>
    public int ProcessId
    {
        get
        {
            var folder = new NpgsqlConnectionStringBuilder(ConnectionString).Host!;
            return int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        }
    }

    public static async Task<PostgresForLoad> StartAsync()
    {
        var server = await PostgresServer.StartAsync(isDurable: true);
        return new PostgresForLoad(server, server.ConnectionString(await server.CreateDatabaseAsync()));
    }

    /// <summary>Kills the server's first process (SIGKILL), and starts it again once the others, which then end by themselves, are gone.</summary>
    public async Task KillAsync()
    {
        using (var process = Process.GetProcessById(ProcessId))
        {
            process.Kill();
        }

        while (true)
        {
            try
            {
                await Server.ResumeAsync();
                return;
            }
            catch (InvalidOperationException)
            {
                // It refuses to start while one of them is still there.
            }
        }
    }

    /// <summary>The number that a statement returns.</summary>
    public async Task<long> NumberAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
