namespace EventAuth.Storage.Database;

/// <summary>The mark of a database into which an installation is being copied: with it no program starts.</summary>
internal static class IncompleteCopy
{
    public const string Make = """CREATE TABLE "IncompleteCopy" ("Mark" INTEGER)""";

    public const string Remove = """DROP TABLE "IncompleteCopy" """;

    /// <summary>How many marks there are in SQLite.</summary>
    public const string InSqlite = """SELECT count(*) AS "Value" FROM sqlite_master WHERE "name" = 'IncompleteCopy' """;

    /// <summary>How many marks there are in PostgreSQL.</summary>
    public const string InPostgres = """SELECT (to_regclass('"IncompleteCopy"') IS NOT NULL)::int AS "Value" """;

    /// <summary>Throws <see cref="StorageRefusedException"/> if the database has a mark.</summary>
    public static async Task RefuseAsync(EventAuthDbContext context, string question, CancellationToken cancellation)
    {
        if (await context.Database.SqlQueryRaw<int>(question).SingleAsync(cancellation) > 0)
        {
            throw new StorageRefusedException(
                "The database is the target of a copy that is not complete, or whose comparison found a difference. "
                + "Remove it, make an empty one, and copy again; the original is as it was.");
        }
    }
}
