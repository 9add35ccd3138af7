using System.Text.Json;
using EventAuth.Core.Limits;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Retention;

/// <summary>The steps of a deletion. Each looks at the oldest rows before it asks for the place for a writer, and deletes few.</summary>
internal sealed class RetentionSteps : IAsyncDisposable
{
    /// <summary>So many rows are deleted in a step.</summary>
    public const int Rows = 200;

    private const string OldestRejections =
        """
        SELECT r."Id", coalesce(e."ReceivedAt", 0) FROM "Rejections" r LEFT JOIN "Events" e ON e."Id" = r."Id"
        WHERE r."Id" > $after AND r."Id" <= (SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches") ORDER BY r."Id" LIMIT $rows
        """;

    private const string OldestPayloads =
        """
        SELECT r."Id", coalesce(e."ReceivedAt", 0) FROM "Rejections" r LEFT JOIN "Events" e ON e."Id" = r."Id"
        WHERE r."Id" > $after AND r."Payload" IS NOT NULL ORDER BY r."Id" LIMIT $rows
        """;

    private const string HasOldCounts = """SELECT EXISTS (SELECT 1 FROM "DecisionCounts" WHERE "Width" = $width AND "Period" < $bound)""";

    private const string DeleteOldCounts =
        """
        DELETE FROM "DecisionCounts" WHERE ("Width", "Period", "Reason", "Customer", "CertificateId", "Action") IN (
            SELECT "Width", "Period", "Reason", "Customer", "CertificateId", "Action" FROM "DecisionCounts"
            WHERE "Width" = $width AND "Period" < $bound LIMIT $rows)
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

        // What is undone by a power cut is done again: it need not wait for the disk. What goes is overwritten, not only marked as free.
        await steps.ExecuteAsync("PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON", cancellation);
        return steps;
    }

    /// <summary>
    /// Deletes rejections that are older than so many days. Those that are in no stretch yet are still to be counted, and stay.
    /// </summary>
    public async Task<int> DeleteRejectionsAsync(DateTimeOffset now, int days, AheadRows ahead, CancellationToken cancellation)
    {
        var ids = await IdsAsync(OldestRejections, now, days, ahead, cancellation);
        const string Delete = $"""BEGIN IMMEDIATE; DELETE FROM "Events" {InIds}; DELETE FROM "Rejections" {InIds}; COMMIT""";
        return ids is null ? 0 : await ExecuteAsync(Delete, cancellation, ("$ids", ids));
    }

    /// <summary>Forgets what rejections brought that are older than so many days.</summary>
    public async Task<int> ForgetPayloadsAsync(DateTimeOffset now, int days, AheadRows ahead, CancellationToken cancellation)
    {
        var ids = await IdsAsync(OldestPayloads, now, days, ahead, cancellation);
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
    private async Task<string?> IdsAsync(string sql, DateTimeOffset now, int days, AheadRows ahead, CancellationToken cancellation)
    {
        var page = await PageAsync(sql, 0, ahead.OldUpTo, now, days, cancellation);
        if (page.Old.Count == 0 && page.IsAhead)
        {
            // Searched on from where the last search ended, until a row shows how old those before it are.
            do
            {
                ahead.SearchedUpTo = Math.Max(ahead.SearchedUpTo, page.Last);
                page = await PageAsync(sql, ahead.SearchedUpTo, ahead.OldUpTo, now, days, cancellation);
            }
            while (page.Old.Count == 0 && page.IsAhead);

            if (page.Old.Count == 0)
            {
                return null;
            }

            (ahead.OldUpTo, ahead.SearchedUpTo) = (page.Old[^1], 0);
            page = await PageAsync(sql, 0, ahead.OldUpTo, now, days, cancellation);
        }

        return page.Old.Count == 0 ? null : JsonSerializer.Serialize(page.Old);
    }

    // Which of the next rows are old, whether they end with one that is ahead, and the last one's id.
    private async Task<(List<long> Old, bool IsAhead, long Last)> PageAsync(
        string sql, long after, long oldUpTo, DateTimeOffset now, int days, CancellationToken cancellation)
    {
        var bound = now.AddDays(-days).ToUnixTimeMilliseconds();
        var latest = (now + ClockSteps.Tolerance).ToUnixTimeMilliseconds();
        await using var command = CommandOf(sql, ("$rows", Rows), ("$after", after));
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var (ids, old) = (new List<long>(), 0);
        var isAhead = false;
        while (await rows.ReadAsync(cancellation))
        {
            var (id, receivedAt) = (rows.GetInt64(0), rows.GetInt64(1));
            isAhead = receivedAt > latest && id > oldUpTo;
            var isOld = receivedAt < bound || id <= oldUpTo;
            if (!isOld && !isAhead)
            {
                break;
            }

            ids.Add(id);
            old = isOld ? ids.Count : old;
        }

        return (ids[..old], isAhead, ids.Count == 0 ? after : ids[^1]);
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
