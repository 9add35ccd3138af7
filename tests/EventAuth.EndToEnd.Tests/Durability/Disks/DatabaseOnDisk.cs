using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing.Postgres;
using Npgsql;

namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>A small disk with the database of a program: its storage folder, or with PostgreSQL what a server of its own keeps of it.</summary>
internal sealed class DatabaseOnDisk : IAsyncDisposable
{
    private readonly PostgresServer? _server;

    private DatabaseOnDisk(SmallDisk disk, PostgresServer? server, ProgramSettings settings) => (Disk, _server, Settings) = (disk, server, settings);

    public SmallDisk Disk { get; }

    /// <summary>The settings of the program.</summary>
    public ProgramSettings Settings { get; }

    public static async Task<DatabaseOnDisk> MakeAsync(int megabytes)
    {
        var disk = SmallDisk.Make(megabytes);
        if (!TestDatabase.IsPostgres)
        {
            return new DatabaseOnDisk(disk, null, SettingsOf("Storage:Path", disk.Storage));
        }

        var server = await PostgresServer.StartAsync(isDurable: true);
        Directory.CreateDirectory(disk.Storage);
        SystemCommand.Run("chown", "postgres", disk.Storage);
        await ExecuteAsync(server, $"CREATE TABLESPACE small LOCATION '{disk.Storage}'");
        await ExecuteAsync(server, "CREATE DATABASE small TABLESPACE small");
        return new DatabaseOnDisk(
            disk, server, SettingsOf("Storage:Provider", "PostgreSql", "Storage:ConnectionString", server.ConnectionString("small")));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Disk.Dispose();
    }

    private static ProgramSettings SettingsOf(params string[] pairs) =>
        new() { OwnProcess = true, Further = pairs.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]) };

    private static async Task ExecuteAsync(PostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres") + ";Pooling=False");
#pragma warning disable CA2100 // The tests' own text.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
