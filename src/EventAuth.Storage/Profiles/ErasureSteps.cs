using System.Text.Json;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Journal;
using NamedRow = (long Id, EventAuth.Core.Profiles.IdentifierKind Kind, string Value);

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Erases what is kept of a customer whose profile is gone. Each step looks for its rows first, and can be repeated: after a sudden
/// end all of them begin again.
/// </summary>
internal sealed class ErasureSteps(
    WriteSteps database, ErasureRecord erasure, AuditRecorder hashes, SqliteEventJournal journal, WriteTurns turns)
{
    private const string Family = """ (SELECT $profile UNION ALL SELECT "Id" FROM "Profiles" WHERE "MergedInto" = $profile) """;
    private const string InIds = """ WHERE "Id" IN (SELECT "value" FROM json_each($ids)) """;

    // The verdict stays, for the record of decisions; that it was accepted no longer leads to anybody.
    private const string Strip =
        """
        UPDATE "Events" SET "EventId" = NULL, "ProfileId" = NULL, "Label" = NULL, "Time" = NULL, "OriginalTime" = NULL,
            "Params" = NULL, "NotKept" = NULL, "Conflict" = 0
        """;

    private const string EventsAfterRuns =
        $"""
        SELECT "Id" FROM "Events" WHERE "Id" > max($after, (SELECT coalesce(max("LastEvent"), 0) FROM "ActivityRuns"))
            AND "EventId" IS NOT NULL AND "ProfileId" IN {Family} ORDER BY "Id" LIMIT $rows
        """;

    // A run that is being written does not count yet, and may already hold what the customer did.
    private const string Runs =
        """SELECT "Run" FROM "ActivityRuns" UNION SELECT coalesce(max("Run"), 0) + 1 FROM "ActivityRuns" ORDER BY "Run" DESC""";

    private const string ProfilesInRun =
        $"""SELECT DISTINCT "ProfileId" FROM "Activities" WHERE "Run" = $run AND "ProfileId" IN {Family}""";

    private const string OfProfileInRun = """ FROM "Activities" WHERE "Run" = $run AND "ProfileId" = $profile """;

    private const string KeysInRun =
        $"""SELECT "Time", "ReceivedAt", "EventId" {OfProfileInRun} ORDER BY "Time", "ReceivedAt", "EventId" LIMIT $rows""";

    private const string UpTo = """ AND ("Time", "ReceivedAt", "EventId") <= ($time, $received, $event) """;

    private const string EraseInRun =
        $"""{Strip} WHERE "EventId" IN (SELECT "EventId" {OfProfileInRun} {UpTo}); DELETE {OfProfileInRun} {UpTo}""";

    private const string PartsOfIt = """SELECT "Id" FROM "Profiles" WHERE "MergedInto" = $profile LIMIT $rows""";

    private const string Links =
        """SELECT "Id", "Kind", "Value" FROM "ProfileLinks" WHERE "ProfileId" IN (SELECT "value" FROM json_each($ids)) LIMIT $rows""";

    private const string Identifiers =
        """SELECT 0, "Kind", "Value" FROM "Identifiers" WHERE "ProfileId" IN (SELECT "value" FROM json_each($ids)) LIMIT $rows""";

    private const string DeleteIdentifiers =
        """
        DELETE FROM "Identifiers" WHERE +"ProfileId" IN (SELECT "value" FROM json_each($ids))
            AND ("Kind", "Value") IN (SELECT json_extract("value", '$.Kind'), json_extract("value", '$.Value') FROM json_each($rows))
        """;

    // That it was rejected stays, for the record of decisions; by whose identifiers no longer.
    private const string ForgetRejections =
        $"""UPDATE "Rejections" SET "UuidHash" = NULL, "EmailHash" = NULL, "CustomIdHash" = NULL, "Payload" = NULL {InIds}""";

    // What was taken from others stands in their history too. The entry that says so is the one before that of the taking: the journal
    // writes both at once.
    private const string DeleteTraces =
        """
        DELETE FROM "ProfileLinks" WHERE "Id" IN (
            SELECT lost."Id" FROM "ProfileLinks" won
            CROSS JOIN "ProfileLinks" taken ON taken."Id" = won."Id" - 1 AND taken."Proof" = 4
                AND taken."Kind" = won."Kind" AND taken."Value" = won."Value"
            CROSS JOIN "ProfileLinks" lost ON lost."ProfileId" = taken."ProfileId"
                AND lost."Kind" = won."Kind" AND lost."Value" = won."Value"
            WHERE won."Id" IN (SELECT "value" FROM json_each($ids)))
        """;

    public static List<ErasureRecord> Pending(WriteSteps database) => database.Read(
        """SELECT "ProfileId", "LastEvent" FROM "Erasures" ORDER BY "ProfileId" """,
        row => new ErasureRecord { ProfileId = row.GetInt64(0), LastEvent = row.GetInt64(1) });

    /// <summary>Erases all but the note that it is to be done.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await EraseNewestAsync(cancellation);
        await EraseRunsAsync(cancellation);
        while (Ids(PartsOfIt, ("$profile", erasure.ProfileId)) is { Count: > 0 } parts)
        {
            var ids = JsonSerializer.Serialize(parts);
            await EraseIdentifiersAsync(ids, cancellation);
            await WriteAsync($"""DELETE FROM "Profiles" {InIds}""", ("$ids", ids), cancellation);
        }

        await EraseIdentifiersAsync(JsonSerializer.Serialize(new[] { erasure.ProfileId }), cancellation);
    }

    public Task FinishAsync(CancellationToken cancellation) =>
        WriteAsync("""DELETE FROM "Erasures" WHERE "ProfileId" = $profile""", ("$profile", erasure.ProfileId), cancellation);

    // No event of theirs comes any more, but the writer still has those of the newest events in mind, for the run it will write.
    private async Task EraseNewestAsync(CancellationToken cancellation)
    {
        var after = 0L;
        while (Ids(EventsAfterRuns, ("$profile", erasure.ProfileId), ("$after", after)) is { Count: > 0 } ids)
        {
            await WriteAsync($"{Strip} {InIds}", ("$ids", JsonSerializer.Serialize(ids)), cancellation);
            after = ids[^1];
        }

        // In our turn, so that a transaction of the writer is either complete and in the tables, or begins by reading them again.
        using var turn = await turns.TakeAsync(cancellation);
        journal.Forget();
    }

    private async Task EraseRunsAsync(CancellationToken cancellation)
    {
        foreach (var run in database.Read(Runs, row => row.GetInt64(0)))
        {
            foreach (var profile in database.Read(ProfilesInRun, row => row.GetInt64(0), ("$run", run), ("$profile", erasure.ProfileId)))
            {
                (string, object)[] where = [("$run", run), ("$profile", profile)];
                while (database.Read(
                    KeysInRun,
                    row => (row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)),
                    [.. where, ("$rows", database.Rows)]) is [.., var (time, received, id)])
                {
                    await database.WriteAsync(
                        EraseInRun, [.. where, ("$time", time), ("$received", received), ("$event", id)], cancellation);
                }
            }
        }
    }

    // Of profiles, by id, as a JSON array.
    private async Task EraseIdentifiersAsync(string profiles, CancellationToken cancellation)
    {
        while (Named(Links, profiles) is { Count: > 0 } links)
        {
            await ForgetRejectionsAsync(links, cancellation);
            var ids = JsonSerializer.Serialize(links.Select(link => link.Id));
            await WriteAsync(DeleteTraces, ("$ids", ids), cancellation);
            await WriteAsync($"""DELETE FROM "ProfileLinks" {InIds}""", ("$ids", ids), cancellation);
        }

        while (Named(Identifiers, profiles) is { Count: > 0 } identifiers)
        {
            await ForgetRejectionsAsync(identifiers, cancellation);
            var pairs = JsonSerializer.Serialize(identifiers.Select(row => new { Kind = (int)row.Kind, row.Value }));
            await database.WriteAsync(DeleteIdentifiers, [("$ids", profiles), ("$rows", pairs)], cancellation);
        }
    }

    private async Task ForgetRejectionsAsync(List<NamedRow> rows, CancellationToken cancellation)
    {
        foreach (var (_, kind, value) in rows)
        {
            var column = kind switch
            {
                IdentifierKind.Uuid => "UuidHash",
                IdentifierKind.Email => "EmailHash",
                IdentifierKind.CustomId => "CustomIdHash",
            };
            var question = $"""SELECT "Id" FROM "Rejections" WHERE "{column}" = $hash AND "Id" <= $last ORDER BY "Id" LIMIT $rows""";
            while (Ids(question, ("$hash", hashes.HashOf(kind, value)), ("$last", erasure.LastEvent)) is { Count: > 0 } ids)
            {
                await WriteAsync(ForgetRejections, ("$ids", JsonSerializer.Serialize(ids)), cancellation);
            }
        }
    }

    private List<NamedRow> Named(string sql, string profiles) => database.Read(
        sql,
        row => (row.GetInt64(0), (IdentifierKind)row.GetInt64(1), row.GetString(2)),
        ("$ids", profiles),
        ("$rows", database.Rows));

    private List<long> Ids(string sql, params (string, object)[] values) =>
        database.Read(sql, row => row.GetInt64(0), [.. values, ("$rows", database.Rows)]);

    private Task<int> WriteAsync(string sql, (string, object) value, CancellationToken cancellation) =>
        database.WriteAsync(sql, [value], cancellation);
}
