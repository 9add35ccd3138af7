using System.Text.Json;
using EventAuth.Storage.Audit;
using NamedRow = (long Id, EventAuth.Core.Profiles.IdentifierKind Kind, string Value);

namespace EventAuth.Storage.Profiles;

/// <summary>Erases the identifiers of profiles, their history, and that rejected events named them.</summary>
/// <param name="lastEvent">Later events are not this customer's, even with the same identifiers.</param>
internal sealed class IdentifierErasure(WriteSteps database, long lastEvent, AuditRecorder hashes)
{
    private const string Links =
        """SELECT "Id", "Kind", "Value" FROM "ProfileLinks" WHERE "ProfileId" IN (SELECT "value" FROM json_each($ids)) LIMIT $rows""";

    private const string Identifiers =
        """SELECT 0, "Kind", "Value" FROM "Identifiers" WHERE "ProfileId" IN (SELECT "value" FROM json_each($ids)) LIMIT $rows""";

    private const string DeleteIdentifiers =
        """
        DELETE FROM "Identifiers" WHERE +"ProfileId" IN (SELECT "value" FROM json_each($ids))
            AND ("Kind", "Value") IN (SELECT json_extract("value", '$.Kind'), json_extract("value", '$.Value') FROM json_each($pairs))
        """;

    // The rejection stays, for the record of decisions; but without the identifiers.
    private const string ForgetRejections =
        $"""UPDATE "Rejections" SET "UuidHash" = NULL, "EmailHash" = NULL, "CustomIdHash" = NULL, "Payload" = NULL {WriteSteps.InIds}""";

    // What was taken from others is in their history too. The entry that says so is the one before the entry of the new owner: the journal
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

    public async Task EraseAsync(List<long> ids, CancellationToken cancellation)
    {
        var profiles = JsonSerializer.Serialize(ids);
        while (Named(Links, profiles) is { Count: > 0 } links)
        {
            await ForgetRejectionsAsync(links, cancellation);
            var linkIds = links.ConvertAll(link => link.Id);
            await database.WriteAsync(DeleteTraces, linkIds, cancellation);
            await database.WriteAsync($"""DELETE FROM "ProfileLinks" {WriteSteps.InIds}""", linkIds, cancellation);
        }

        while (Named(Identifiers, profiles) is { Count: > 0 } identifiers)
        {
            await ForgetRejectionsAsync(identifiers, cancellation);
            var pairs = JsonSerializer.Serialize(identifiers.Select(row => new { Kind = (int)row.Kind, row.Value }));
            await database.WriteAsync(DeleteIdentifiers, [("$ids", profiles), ("$pairs", pairs)], cancellation);
        }
    }

    private async Task ForgetRejectionsAsync(List<NamedRow> rows, CancellationToken cancellation)
    {
        foreach (var (_, kind, value) in rows)
        {
            var column = kind switch
            {
                IdentifierKind.Uuid => nameof(RejectionRecord.UuidHash),
                IdentifierKind.Email => nameof(RejectionRecord.EmailHash),
                IdentifierKind.CustomId => nameof(RejectionRecord.CustomIdHash),
            };
            var question = $"""SELECT "Id" FROM "Rejections" WHERE "{column}" = $hash AND "Id" <= $last ORDER BY "Id" LIMIT $rows""";
            var hash = hashes.HashOf(kind, value);
            while (database.ReadNumbers(question, ("$hash", hash), ("$last", lastEvent)) is { Count: > 0 } rejections)
            {
                await database.WriteAsync(ForgetRejections, rejections, cancellation);
            }
        }
    }

    private List<NamedRow> Named(string sql, string profiles) => database.Read(
        sql, row => (row.GetInt64(0), (IdentifierKind)row.GetInt64(1), row.GetString(2)), ("$ids", profiles));
}
