using System.Text.Json;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Retention;

/// <summary>The steps of a deletion. Each looks at the oldest rows, before it asks for the database's one place for a writer, and deletes few.</summary>
internal sealed class RetentionSteps : IAsyncDisposable
{
    /// <summary>So many rows are deleted in a step.</summary>
    public const int Rows = 200;

    private const string OldestRejections =
        """
        SELECT r."Id", coalesce(e."ReceivedAt", 0) FROM "Rejections" r LEFT JOIN "Events" e ON e."Id" = r."Id"
        WHERE r."Id" <= (SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches") ORDER BY r."Id" LIMIT $rows
        """;

    private const string OldestPayloads =
        """
        SELECT r."Id", coalesce(e."ReceivedAt", 0) FROM "Rejections" r LEFT JOIN "Events" e ON e."Id" = r."Id" WHERE r."Payload" IS NOT NULL ORDER BY r."Id" LIMIT $rows
        """;

    private const string HasOldCounts = """SELECT EXISTS (SELECT 1 FROM "DecisionCounts" WHERE "Width" = $width AND "Period" < $bound)""";

    private const string DeleteOldCounts =
        """
        DELETE FROM "DecisionCounts" WHERE ("Width", "Period", "Reason", "Customer", "CertificateId", "Action") IN (
            SELECT "Width", "Period", "Reason", "Customer", "CertificateId", "Action" FROM "DecisionCounts" WHERE "Width" = $width AND "Period" < $bound LIMIT $rows)
        """;

    private const string InIds = """ WHERE "Id" IN (SELECT "value" FROM json_each($ids)) """;

    private readonly SqliteConnection _connection;
    private readonly WriteTurns _turns;

    private RetentionSteps(SqliteConnection connection, WriteTurns turns) => (_connection, _turns) = (connection, turns);

    public static async Task<RetentionSteps> OpenAsync(StorageOptions options, WriteTurns turns, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(options.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(cancellation);
        var steps = new RetentionSteps(connection, turns);

        // What is undone by a power cut is done again: it need not wait for the disk. What goes is overwritten, and not only marked as free.
        await steps.ExecuteAsync("PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON", cancellation);
        return steps;
    }

    /// <summary>Deletes rejections that were received before. Those that are in no stretch yet are still to be counted, and stay.</summary>
    public async Task<int> DeleteRejectionsAsync(DateTimeOffset bound, CancellationToken cancellation)
    {
        var ids = await IdsAsync(OldestRejections, bound, cancellation);
        return ids is null ? 0 : await ExecuteAsync($"""BEGIN IMMEDIATE; DELETE FROM "Events" {InIds}; DELETE FROM "Rejections" {InIds}; COMMIT""", cancellation, ("$ids", ids));
    }

    /// <summary>Forgets what rejections brought that were received before.</summary>
    public async Task<int> ForgetPayloadsAsync(DateTimeOffset bound, CancellationToken cancellation)
    {
        var ids = await IdsAsync(OldestPayloads, bound, cancellation);
        return ids is null ? 0 : await ExecuteAsync($"""UPDATE "Rejections" SET "Payload" = NULL {InIds}""", cancellation, ("$ids", ids));
    }

    /// <summary>Deletes counts that nothing shows any more.</summary>
    public async Task<int> DeleteCountsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var (width, days) in CountWidths.All)
        {
            var bound = now.AddDays(-days).ToUnixTimeSeconds();
            await using var command = CommandOf(HasOldCounts, ("$width", width), ("$bound", bound));
            if (await command.ExecuteScalarAsync(cancellation) is 1L)
            {
                return await ExecuteAsync(DeleteOldCounts, cancellation, ("$width", width), ("$bound", bound), ("$rows", Rows));
            }
        }

        return 0;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // As a JSON array; null for none. The oldest stand first, so what comes after one that is young enough need not be looked at.
    private async Task<string?> IdsAsync(string sql, DateTimeOffset bound, CancellationToken cancellation)
    {
        await using var command = CommandOf(sql, ("$rows", Rows));
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var ids = new List<long>();
        while (await rows.ReadAsync(cancellation) && rows.GetInt64(1) < bound.ToUnixTimeMilliseconds())
        {
            ids.Add(rows.GetInt64(0));
        }

        return ids.Count == 0 ? null : JsonSerializer.Serialize(ids);
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params (string Name, object Value)[] values)
    {
        await using var command = CommandOf(sql, values);
        await _turns.TakeAsync(cancellation);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            _turns.GiveBack();
        }
    }

    private SqliteCommand CommandOf(string sql, params (string Name, object Value)[] values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements above and no other.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
