using EventAuth.Storage.Database;
using Npgsql;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Postgres;

/// <summary>A server that cannot be written, as a standby is.</summary>
public sealed class ReadOnlyServerTests
{
    [Fact]
    public async Task Answers_ServerCannotBeWritten_IsNoUntilItCan()
    {
        await using var storage = await StartAsync(onServer: true);
        var database = storage.Get<IEventAuthDatabase>();
        Assert.True(await database.AnswersAsync(CancellationToken.None));

        await AlterAsync(storage.Options.Server!, "SET default_transaction_read_only = on");

        // The first may meet a connection that was cut.
        await database.AnswersAsync(CancellationToken.None);
        Assert.False(await database.AnswersAsync(CancellationToken.None));

        await AlterAsync(storage.Options.Server!, "RESET default_transaction_read_only");
        await database.AnswersAsync(CancellationToken.None);
        Assert.True(await database.AnswersAsync(CancellationToken.None));
    }

    // New connections have the setting, so that the present ones must go.
    private static async Task AlterAsync(string server, string change)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(server) { Pooling = false, Options = "-c default_transaction_read_only=off" }.ConnectionString);
        await using var command = source.CreateCommand(
            $"""
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I {change}', current_database()); END $$;
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
            """);
        await command.ExecuteNonQueryAsync();
    }
}
