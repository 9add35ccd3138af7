using EventAuth.Storage.Postgres;
using EventAuth.Storage.Postgres.Journal;
using Npgsql;

namespace EventAuth.Storage.Copying;

/// <summary>Makes in PostgreSQL what it has for its own sake, of the rows that were copied into it.</summary>
internal sealed class PostgresRemaking(string server, NpgsqlConnection connection, TimeProvider time)
{
    private const string State =
        """
        INSERT INTO "JournalState"
            ("Id", "LastEvent", "LastProfile", "LastLink", "Writes", "CatalogChanges", "Discoveries", "TokenEndChanges",
            "AccessChanges", "AuditKeyCheck")
        SELECT 1, (SELECT coalesce(max("Id"), 0) FROM "Events"), greatest(
            (SELECT coalesce(max("Id"), 0) FROM "Profiles"), (SELECT coalesce(max("ProfileId"), 0) FROM "Erasures")),
            (SELECT coalesce(max("Id"), 0) FROM "ProfileLinks"), 0, 0, 0, 0, 0, $1
        """;

    // Events with a salt have ids of version 8 (EventIdMaker).
    private const string Derived =
        """
        INSERT INTO "SaltedEvents" ("EventId", "NotKept")
        SELECT "EventId", CASE WHEN "Conflict" THEN NULL ELSE "NotKept" END FROM "Events"
        WHERE "Reason" < 20 AND "EventId" IS NOT NULL AND substr("EventId"::text, 15, 1) = '8';

        INSERT INTO "EventDays" ("Day", "First", "Last")
        SELECT "ReceivedAt" - "ReceivedAt" % 86400000, min("Id"), max("Id") FROM "Events" GROUP BY 1;

        INSERT INTO "StretchDecisions" ("Stretch", "Reason", "Action", "CertificateId")
        SELECT "Stretch", CASE WHEN "Place" > 256 THEN 0 ELSE "Reason" END, CASE WHEN "Place" > 256 THEN '*' ELSE "Action" END,
            CASE WHEN "Place" > 256 THEN '' ELSE "CertificateId" END
        FROM (
            SELECT *, row_number() OVER (PARTITION BY "Stretch") AS "Place" FROM (
                SELECT DISTINCT "Id" / 4096 AS "Stretch", "Reason", coalesce("Action", '') AS "Action",
                    coalesce("CertificateId", '') AS "CertificateId"
                FROM "Events") k) n
        WHERE "Place" <= 257;
        """;

    private const string Numbered =
        """
        SELECT format(
            'SELECT setval(%L, (SELECT coalesce(max(%I), 0) + 1 FROM %I), false)',
            pg_get_serial_sequence(quote_ident(table_name), column_name), column_name, table_name)
        FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'
        """;

    private const string Rest =
        """
        SELECT "Id", "ReceivedAt", "Reason", "Customer", "CertificateId", "Action", "Count" FROM "Events" WHERE "Id" > $1 ORDER BY "Id"
        """;

    private const string Seen =
        """
        UPDATE "Catalog" SET "LastSeenAt" = r."At"
        FROM (SELECT "Action" AS "Name", max("ReceivedAt") AS "At" FROM "Events" WHERE "Id" > $1 AND "Reason" < 20 GROUP BY "Action") r
        WHERE "Action" = r."Name" AND coalesce("LastSeenAt", 0) < r."At"
        """;

    public async Task RunAsync(SourceFacts facts, AuditKey key, CancellationToken cancellation)
    {
        // Without it the database would go through all events for the newest.
        await ExecuteAsync("ANALYZE", cancellation);
        await ExecuteAsync(State, cancellation, PostgresDatabase.CheckOf(key));
        await ExecuteAsync(Derived, cancellation);
        foreach (var advance in await TextsAsync(Numbered, cancellation))
        {
            await ExecuteAsync(advance, cancellation);
        }

        await CountAsync(facts.CountedUpTo, cancellation);
        await ExecuteAsync(Seen, cancellation, facts.CountedUpTo);
    }

    // The newest events of the embedded database, fewer than a segment, are not in its counts yet: as the journal counts them. They are
    // read first, because the server ends a journal's transaction that waits.
    private async Task CountAsync(long countedUpTo, CancellationToken cancellation)
    {
        var (sources, rest) = (await SourcesAsync(cancellation), await RestAsync(countedUpTo, cancellation));
        using var journal = new PostgresJournalConnection(server, time);
        var index = new PostgresIndex(
            journal, name => sources.TryGetValue(name.Value, out var found) ? found : null, time);
        journal.Begin();
        foreach (var row in rest)
        {
            index.Count(row.Id, row.ReceivedAt, row.Reason, row.Customer, row.CertificateId, row.Action, row.Count);
        }

        index.Write();
        journal.Commit();
    }

    private async Task<List<UncountedEvent>> RestAsync(long countedUpTo, CancellationToken cancellation)
    {
        await using var select = Command(Rest, countedUpTo);
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var rest = new List<UncountedEvent>();
        while (await row.ReadAsync(cancellation))
        {
            rest.Add(new UncountedEvent(
                row.GetInt64(0),
                row.GetInt64(1),
                (DecisionReason)row.GetInt64(2),
                await row.IsDBNullAsync(3, cancellation) ? null : (CustomerState)row.GetInt64(3),
                await row.IsDBNullAsync(4, cancellation) ? null : row.GetString(4),
                await row.IsDBNullAsync(5, cancellation) ? null : row.GetString(5),
                row.GetInt32(6)));
        }

        return rest;
    }

    private async Task<Dictionary<string, EventSource>> SourcesAsync(CancellationToken cancellation)
    {
        await using var names = Command("""SELECT "Action", "Source" FROM "Catalog" """);
        await using var row = await names.ExecuteReaderAsync(cancellation);
        var sources = new Dictionary<string, EventSource>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation))
        {
            sources.Add(row.GetString(0), (EventSource)row.GetInt64(1));
        }

        return sources;
    }

    private async Task<List<string>> TextsAsync(string sql, CancellationToken cancellation)
    {
        await using var command = Command(sql);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var texts = new List<string>();
        while (await row.ReadAsync(cancellation))
        {
            texts.Add(row.GetString(0));
        }

        return texts;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private sealed record UncountedEvent(
        long Id, long ReceivedAt, DecisionReason Reason, CustomerState? Customer, string? CertificateId, string? Action, int Count);
}
