using System.Globalization;

namespace EventAuth.Storage.Postgres.Days;

/// <summary>
/// The partitions of a day: made ahead, so that no event waits for one, and dropped as a whole. Each change is a transaction of its own
/// with a short wait for its locks: where events flood in it is tried again a minute later.
/// </summary>
internal static class DayPartitions
{
    /// <summary>So many days are there before they come.</summary>
    public const int Ahead = 7;

    /// <summary>Accepted events.</summary>
    public const string Accepted = "EventsAccepted";

    /// <summary>Rejected events, and what else is known of them.</summary>
    public static IReadOnlyList<string> OfRejections { get; } = ["EventsRejected", "Rejections"];

    private const string Wait = "SET LOCAL lock_timeout = '2s'";

    /// <summary>Makes those of a time and of the days after it.</summary>
    public static async Task MakeAsync(EventAuthDbContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = EventDayRecord.Of(now.ToUnixTimeMilliseconds());
        await MakeAsync(context, Enumerable.Range(0, Ahead + 1).Select(day => today + (day * EventDayRecord.Length)), cancellation);
    }

    /// <summary>Makes those of some days, unless they are there.</summary>
    public static async Task MakeAsync(EventAuthDbContext context, IEnumerable<long> days, CancellationToken cancellation)
    {
        foreach (var table in (string[])[Accepted, .. OfRejections])
        {
            var there = (await DaysAsync(context, table, cancellation)).ToHashSet();
            foreach (var day in days.Where(day => !there.Contains(day)))
            {
                await MakeAsync(context, table, day, cancellation);
            }
        }
    }

    /// <summary>The days for which a table has a partition of its own.</summary>
    public static async Task<List<long>> DaysAsync(EventAuthDbContext context, string table, CancellationToken cancellation)
    {
        var names = await context.Database.SqlQuery<string>(
            $"""
            SELECT c.relname AS "Value" FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = to_regclass(quote_ident({table}))
            """).ToListAsync(cancellation);
        return [.. names.Select(name => DayOf(table, name)).OfType<long>()];
    }

    /// <summary>Drops a day of a table with all of its rows.</summary>
    public static async Task DropAsync(EventAuthDbContext context, string table, long day, CancellationToken cancellation)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync(Wait, cancellation);
#pragma warning disable EF1002, EF1003 // The names are made here, of a table's name and a date.
        await context.Database.ExecuteSqlRawAsync($"""DROP TABLE IF EXISTS "{NameOf(table, day)}" """, cancellation);
#pragma warning restore EF1002, EF1003
        await transaction.CommitAsync(cancellation);
    }

    // Attached when it is made: that keeps nobody from reading and writing the others. Rows that came before it was there move into it.
    private static async Task MakeAsync(EventAuthDbContext context, string table, long day, CancellationToken cancellation)
    {
        var (name, until) = (NameOf(table, day), day + EventDayRecord.Length);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync(Wait, cancellation);
#pragma warning disable EF1002, EF1003 // The names are made here, of a table's name and a date.
        await context.Database.ExecuteSqlRawAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                CREATE TABLE "{name}" (LIKE "{table}");
                WITH moved AS (
                    DELETE FROM "{table}_Other" WHERE "ReceivedAt" >= {day} AND "ReceivedAt" < {until} RETURNING *)
                INSERT INTO "{name}" SELECT * FROM moved;
                ALTER TABLE "{table}" ATTACH PARTITION "{name}" FOR VALUES FROM ({day}) TO ({until});
                """),
            cancellation);
#pragma warning restore EF1002, EF1003
        await transaction.CommitAsync(cancellation);
    }

    private static string NameOf(string table, long day) =>
        string.Create(CultureInfo.InvariantCulture, $"{table}_{DateTimeOffset.FromUnixTimeMilliseconds(day):yyyyMMdd}");

    private static long? DayOf(string table, string name) => DateTimeOffset.TryParseExact(
        name[(table.Length + 1)..], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
        ? day.ToUnixTimeMilliseconds()
        : null;
}
