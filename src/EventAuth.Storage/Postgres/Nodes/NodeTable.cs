using EventAuth.Storage.Nodes;
using Npgsql;

namespace EventAuth.Storage.Postgres.Nodes;

/// <summary>
/// The processes over the database, a row each. A process that was killed leaves its row: that goes when it starts again under its name, or
/// after a day.
/// </summary>
internal sealed class NodeTable(NpgsqlDataSource source, TimeProvider time) : INodeDirectory
{
    private const string Report =
        $"""
        INSERT INTO "Nodes" ("Id", "Name", "StartedAt", "HasConsole", "HasIngest", "PolicyVersion", "DecisionsPerSecond", "HeardAt")
        VALUES ($1, $2, $3, $4, $5, $6, $7, {PostgresClock.Now})
        ON CONFLICT ("Id") DO UPDATE SET
            "PolicyVersion" = excluded."PolicyVersion", "DecisionsPerSecond" = excluded."DecisionsPerSecond",
            "HeardAt" = excluded."HeardAt"
        """;

    private const string Forget =
        $"""
        DELETE FROM "Nodes"
        WHERE "HeardAt" < {PostgresClock.Now} - $1 OR ("Name" = $2 AND "Id" <> $3 AND "HeardAt" < {PostgresClock.Now} - $4)
        """;

    // The first column is how long ago it was, which no difference of clocks changes.
    private const string Read =
        $"""
        SELECT {PostgresClock.Now} - "HeardAt", "Id", "Name", "StartedAt", "HasConsole", "HasIngest", "PolicyVersion", "DecisionsPerSecond"
        FROM "Nodes" ORDER BY "Name", "StartedAt", "Id"
        """;

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    public bool IsShared => true;

    public async Task<IReadOnlyList<NodeReport>> ReportAsync(NodeReport own, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                CommandOf(
                    Report, own.Id, own.Name, own.StartedAt.ToUnixTimeMilliseconds(), own.HasConsole, own.HasIngest, own.PolicyVersion,
                    own.DecisionsPerSecond),
                CommandOf(Forget, Milliseconds(s_kept), own.Name, own.Id, Milliseconds(NodeReport.SilentAfter)),
                CommandOf(Read),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        var now = time.GetUtcNow();
        var all = new List<NodeReport>();
        while (await rows.ReadAsync(cancellation))
        {
            all.Add(new NodeReport(
                rows.GetGuid(1), rows.GetString(2), StoredTime.Of(rows.GetInt64(3)), rows.GetBoolean(4), rows.GetBoolean(5),
                rows.GetInt32(6), rows.GetDouble(7))
            {
                HeardAt = now - TimeSpan.FromMilliseconds(rows.GetInt64(0)),
            });
        }

        return all;
    }

    public async Task LeaveAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("""DELETE FROM "Nodes" WHERE "Id" = $1""");
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private static NpgsqlBatchCommand CommandOf(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
