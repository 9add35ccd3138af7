using EventAuth.Storage.Audit;
using EventAuth.Storage.Journal;
using NamedRow = (long Id, EventAuth.Core.Profiles.IdentifierKind Kind, string Value);

namespace EventAuth.Storage.Postgres.Profiles;

/// <summary>
/// Erases what is kept of a customer whose profile is gone: of those that became part of it, 500 at a time, then of itself. Each step
/// looks for its rows first, and can be repeated: after a sudden end all of them begin again.
/// </summary>
internal sealed class PostgresErasureSteps(ErasureConnection database, ErasureRecord erasure, AuditRecorder hashes)
{
    private const string PartsOfIt = """SELECT "Id" FROM "Profiles" WHERE "MergedInto" = $1 ORDER BY "Id" LIMIT 500""";

    // Accepted events have reasons below 20. The verdict stays, for the record of decisions; that it was accepted no longer leads to
    // anybody.
    private static readonly string s_eraseEvents =
        $"""
        WITH "Some" AS (SELECT "ReceivedAt", "Id", "EventId" FROM "Events" WHERE "Reason" < 20 AND "ProfileId" = ANY ($1) LIMIT 500),
            "Salted" AS (DELETE FROM "SaltedEvents" WHERE "EventId" IN (SELECT "EventId" FROM "Some"))
        UPDATE "Events" e SET {string.Concat(EventColumns.OfCustomer.Select(column => $"\"{column}\" = NULL, "))} "Conflict" = false
        FROM "Some" s WHERE e."ReceivedAt" = s."ReceivedAt" AND e."Id" = s."Id" AND e."Reason" < 20
        """;

    private const string Links =
        """SELECT "Id", "Kind", "Value" FROM "ProfileLinks" WHERE "ProfileId" = ANY ($1) LIMIT 500""";

    // What was taken from others is in their history too. The entry that says so is the one before the entry of the new owner: the journal
    // writes both at once.
    private const string DeleteLinks =
        """
        WITH "Lost" AS (
            SELECT lost."Id" FROM "ProfileLinks" won
            JOIN "ProfileLinks" taken ON taken."Id" = won."Id" - 1 AND taken."Proof" = 4
                AND taken."Kind" = won."Kind" AND taken."Value" = won."Value"
            JOIN "ProfileLinks" lost ON lost."ProfileId" = taken."ProfileId"
                AND lost."Kind" = won."Kind" AND lost."Value" = won."Value"
            WHERE won."Id" = ANY ($1))
        DELETE FROM "ProfileLinks" WHERE "Id" IN (SELECT unnest($1) UNION SELECT "Id" FROM "Lost")
        """;

    private const string Identifiers =
        """SELECT 0::bigint, "Kind", "Value" FROM "Identifiers" WHERE "ProfileId" = ANY ($1) LIMIT 500""";

    // Somebody else may have got it since.
    private const string DeleteIdentifiers =
        """
        DELETE FROM "Identifiers" WHERE ("Kind", "Value") IN (SELECT * FROM unnest($2, $3)) AND "ProfileId" = ANY ($1)
        """;

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await database.ReadAsync(PartsOfIt, row => row.GetInt64(0), cancellation, erasure.ProfileId) is { Count: > 0 } parts)
        {
            await EraseAsync([.. parts], cancellation);
            await database.WriteAsync("""DELETE FROM "Profiles" WHERE "Id" = ANY ($1)""", cancellation, parts);
        }

        await EraseAsync([erasure.ProfileId], cancellation);
        await database.WriteAsync("""DELETE FROM "Erasures" WHERE "ProfileId" = $1""", cancellation, erasure.ProfileId);
    }

    private async Task EraseAsync(long[] profiles, CancellationToken cancellation)
    {
        while (await database.WriteAsync(s_eraseEvents, cancellation, profiles) > 0)
        {
            // The next ones.
        }

        while (await NamedAsync(Links, profiles, cancellation) is { Count: > 0 } links)
        {
            await ForgetRejectionsAsync(links, cancellation);
            await database.WriteAsync(DeleteLinks, cancellation, links.Select(link => link.Id).ToArray());
        }

        while (await NamedAsync(Identifiers, profiles, cancellation) is { Count: > 0 } identifiers)
        {
            await ForgetRejectionsAsync(identifiers, cancellation);
            await database.WriteInPlaceAsync(
                DeleteIdentifiers,
                cancellation,
                profiles,
                identifiers.Select(row => (long)row.Kind).ToArray(),
                identifiers.Select(row => row.Value).ToArray());
        }
    }

    // The rejection stays, for the record of decisions; but without the identifiers.
    private async Task ForgetRejectionsAsync(List<NamedRow> rows, CancellationToken cancellation)
    {
        foreach (var ofKind in rows.GroupBy(row => row.Kind))
        {
            var column = ofKind.Key switch
            {
                IdentifierKind.Uuid => nameof(RejectionRecord.UuidHash),
                IdentifierKind.Email => nameof(RejectionRecord.EmailHash),
                IdentifierKind.CustomId => nameof(RejectionRecord.CustomIdHash),
            };
            var forget =
                $"""
                UPDATE "Rejections" SET "UuidHash" = NULL, "EmailHash" = NULL, "CustomIdHash" = NULL, "Payload" = NULL
                WHERE "Id" IN (SELECT "Id" FROM "Rejections" WHERE "{column}" = ANY ($1) AND "Id" <= $2 LIMIT 500)
                """;
            var sought = ofKind.Select(row => hashes.HashOf(row.Kind, row.Value)).ToArray();
            while (await database.WriteAsync(forget, cancellation, sought, erasure.LastEvent) > 0)
            {
                // The next ones.
            }
        }
    }

    private Task<List<NamedRow>> NamedAsync(string sql, long[] profiles, CancellationToken cancellation) =>
        database.ReadAsync(sql, row => (row.GetInt64(0), (IdentifierKind)row.GetInt64(1), row.GetString(2)), cancellation, profiles);
}
