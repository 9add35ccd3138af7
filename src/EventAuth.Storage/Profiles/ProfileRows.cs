namespace EventAuth.Storage.Profiles;

/// <summary>Finds the rows that make up a customer.</summary>
internal static class ProfileRows
{
    /// <summary>The ids of the first parameter's profile and of those that were merged into it.</summary>
    public const string Family = """ (SELECT {0} UNION ALL SELECT "Id" FROM "Profiles" WHERE "MergedInto" = {0}) """;

    private const int MostParts = 500;

    // The history says who had what; the identifiers are read as well, for what was stored before there was a history.
    private const string IdentifiersEver =
        """
        WITH "History" AS (SELECT {0} AS "Id" UNION ALL SELECT "Id" FROM "Profiles" WHERE "MergedInto" = {0}), "Ever" AS (
            SELECT "Kind", "Value", max("Last") AS "Last" FROM (
                SELECT "Kind", "Value", "Id" AS "Last" FROM "ProfileLinks"
                    WHERE "ProfileId" IN (SELECT "Id" FROM "History") AND "Kind" IN (1, 2, 3)
                UNION ALL SELECT "Kind", "Value", 0 FROM "Identifiers"
                    WHERE "ProfileId" IN (SELECT "Id" FROM "History") AND "Kind" IN (1, 2, 3)) k
            GROUP BY 1, 2)
        SELECT e."Kind", e."Value", (
            SELECT min(l."LinkedAt") FROM "ProfileLinks" l
            WHERE l."ProfileId" = i."ProfileId" AND l."Kind" = e."Kind" AND l."Value" = e."Value"
                AND l."Id" > e."Last" AND l."Proof" = {1}) AS "TakenAt"
        FROM "Ever" e LEFT JOIN "Identifiers" i
            ON i."Kind" = e."Kind" AND i."Value" = e."Value" AND i."ProfileId" NOT IN (SELECT "Id" FROM "History")
        """;

    public static Task<long?> FindIdAsync(EventAuthDbContext context, string uuid, CancellationToken cancellation) =>
        FindIdAsync(context, IdentifierKind.Uuid, uuid.ToLowerInvariant(), cancellation);

    /// <summary>The profile that has an identifier now, or null; one that leads to no profile is not erased yet.</summary>
    /// <param name="value">In the form in which identifiers of this kind are compared.</param>
    public static Task<long?> FindIdAsync(EventAuthDbContext context, IdentifierKind kind, string value, CancellationToken cancellation) =>
        context.Identifiers
            .Where(row => row.Kind == kind && row.Value == value)
            .Join(context.Profiles, row => row.ProfileId, profile => profile.Id, (_, profile) => (long?)profile.Id)
            .SingleOrDefaultAsync(cancellation);

    /// <summary>The profile and the newest 500 that were merged into it: a page costs one lookup in each run for each of them.</summary>
    public static async Task<List<long>> HistoryAsync(EventAuthDbContext context, long id, CancellationToken cancellation)
    {
        var ids = await context.Profiles.Where(row => row.MergedInto == id)
            .OrderByDescending(row => row.Id)
            .Select(row => row.Id)
            .Take(MostParts)
            .ToListAsync(cancellation);
        ids.Add(id);
        return ids;
    }

    /// <summary>Every identifier that a profile, or one merged into it, has or ever had; none of an invalid kind.</summary>
    public static Task<List<EverIdentifier>> IdentifiersEverAsync(EventAuthDbContext context, long id, CancellationToken cancellation) =>
        context.Database.SqlQueryRaw<EverIdentifier>(IdentifiersEver, id, (int)LinkProof.Token).ToListAsync(cancellation);
}

/// <summary>An identifier that a customer has or had.</summary>
/// <param name="Value">In the form in which identifiers of this kind are compared.</param>
/// <param name="TakenAt">
/// When the current owner proved to own it, in milliseconds since 1970; null while it is the customer's or nobody's.
/// </param>
internal sealed record EverIdentifier(IdentifierKind Kind, string Value, long? TakenAt);
