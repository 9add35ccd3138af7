using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Database;
using EventAuth.Storage.Statements;
using Microsoft.Data.Sqlite;

namespace EventAuth.Benchmarks.Ingest.Filling;

/// <summary>
/// Writes what the product would have written if anonymous browsers had sent views for 90 days, one in twenty rejected after all are known:
/// the one place outside the product that knows its tables. Indexes are taken from the database itself, dropped and created again at the end.
/// </summary>
internal static class DatabaseFiller
{
    private const int Days = 90;

    /// <summary>Activities that the product writes as one run; the rest it indexes at its next start.</summary>
    private const int RunLength = 16_384;

    /// <summary>How many names besides those of the lists; and one that is very rare.</summary>
    private const int OtherNames = 60;

    private const int RareOnceIn = 1_000_000;

    /// <summary>The name that occurs once in a million events.</summary>
    public const string RareName = "event.rare";

    /// <summary>One in this many events is rejected.</summary>
    private const int RejectedOnceIn = 20;

    private static readonly DecisionReason[] s_rejections = [DecisionReason.NotAllowedForAnonymous, DecisionReason.JwtRequired, DecisionReason.NotAllowedForAnonymous, DecisionReason.TokenExpired];

    /// <summary>Fills a database of the product that is not open.</summary>
    /// <param name="file">The database.</param>
    /// <param name="profiles">How many anonymous profiles; number n has the uuid of <see cref="ProfileUuids"/>.</param>
    /// <param name="events">How many events, at least one for each profile.</param>
    /// <param name="now">When the last one was received.</param>
    public static void Fill(string file, int profiles, int events, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(events, profiles);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        // Nobody reads it yet, and a half-filled file is deleted.
        Run(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA temp_store = MEMORY");
        var indexes = TakeIndexes(connection);
        var last = now.ToUnixTimeMilliseconds();
        var visits = new Visits(profiles, events, last - ((long)Days * 24 * 60 * 60 * 1_000), last);
        Run(connection, "BEGIN");
        WriteProfiles(connection, visits);
        WriteIdentifiers(connection, visits);
        WriteEvents(connection, visits);
        WriteActivities(connection, visits);
        Run(connection, string.Create(CultureInfo.InvariantCulture, $"""UPDATE "Catalog" SET "LastSeenAt" = {last} WHERE "Action" IN ('{string.Join("', '", EventBodies.Anonymous)}')"""));
        Run(connection, "COMMIT");
        foreach (var index in indexes)
        {
            Run(connection, index);
        }

        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        connection.Close();
        Count(file);
    }

    // As the product does at its start, with what is in no segment yet.
    private static void Count(string file)
    {
        using var connection = new SqliteJournalConnection(new StorageOptions { Path = Path.GetDirectoryName(file)! });
        _ = new DecisionTally(connection, new CountWriter(connection, _ => EventSource.Custom));
    }

    private static List<string> TakeIndexes(SqliteConnection connection)
    {
        var made = new List<string>();
        var names = new List<string>();
        using (var select = connection.CreateCommand())
        {
            select.CommandText = """SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('Events', 'Rejections', 'Profiles', 'Identifiers', 'ProfileLinks', 'Activities', 'ActivityRuns')""";
            using var rows = select.ExecuteReader();
            while (rows.Read())
            {
                names.Add(rows.GetString(0));
                made.Add(rows.GetString(1));
            }
        }

        names.ForEach(name => Run(connection, $"""DROP INDEX "{name}" """));
        return made;
    }

    private static void WriteProfiles(SqliteConnection connection, Visits visits)
    {
        using var profile = new Insert(connection, "Profiles", "Id", "Uuid", "Email", "EmailProven", "CustomId", "CustomIdProven", "Attributes", "CreatedAt");
        using var link = new Insert(connection, "ProfileLinks", "Id", "ProfileId", "Kind", "Value", "EventId", "LinkedAt", "Proof");
        for (var number = 0; number < visits.Profiles; number++)
        {
            var uuid = ProfileUuids.Of(number).ToString("D");
            var at = visits.TimeOf(number);
            profile.Write((long)number + 1, uuid, null, 0L, null, 0L, "{}", at);
            link.Write((long)number + 1, (long)number + 1, (long)IdentifierKind.Uuid, uuid, visits.EventIdOf(number), at, (long)LinkProof.None);
        }
    }

    private static void WriteIdentifiers(SqliteConnection connection, Visits visits)
    {
        // In the order of the key: the tree is written once from end to end.
        var order = new (UInt128 Uuid, int Number)[visits.Profiles];
        for (var number = 0; number < order.Length; number++)
        {
            order[number] = (BinaryPrimitives.ReadUInt128BigEndian(ProfileUuids.Of(number).ToByteArray(bigEndian: true)), number);
        }

        Array.Sort(order, (one, other) => one.Uuid.CompareTo(other.Uuid));
        using var identifier = new Insert(connection, "Identifiers", "Kind", "Value", "ProfileId");
        foreach (var (_, number) in order)
        {
            identifier.Write((long)IdentifierKind.Uuid, ProfileUuids.Of(number).ToString("D"), (long)number + 1);
        }
    }

    private static void WriteEvents(SqliteConnection connection, Visits visits)
    {
        using var greatest = connection.CreateCommand();
        greatest.CommandText = """SELECT max("Version") FROM "PolicyRevisions" """;
        var version = (long)greatest.ExecuteScalar()!;
        var labels = Enumerable.Range(0, EventBodies.Count).Select(EventBodies.LabelOf).ToArray();
        var parameters = Enumerable.Range(0, EventBodies.Count).Select(EventBodies.Parameters).ToArray();
        using var insert = new Insert(
            connection, "Events", "Id", "ReceivedAt", "Reason", "Cause", "Count", "Action", "PolicyVersion", "CertificateId",
            "EventId", "ProfileId", "Label", "Time", "OriginalTime", "Params", "ProfileUpdated", "Conflict", "Customer");
        using var details = new Insert(connection, "Rejections", "Id", "UuidHash", "Origin", "Sdk");
        for (var number = 0; number < visits.Events; number++)
        {
            var body = number % EventBodies.Count;
            var at = visits.TimeOf(number);
            if (IsRejected(visits, number))
            {
                var reason = s_rejections[number / RejectedOnceIn % s_rejections.Length];
                insert.Write(
                    (long)number + 1, at, (long)reason, reason == DecisionReason.TokenExpired ? "Expired" : null, 1L, NameOf(number), version, null,
                    null, null, null, null, null, null, 0L, 0L, (long)CustomerState.Anonymous);
                details.Write((long)number + 1, SHA256.HashData(BitConverter.GetBytes(visits.ProfileOf(number))), "https://shop.example", "web/1.0");
                continue;
            }

            insert.Write(
                (long)number + 1, at, (long)DecisionReason.ListedAnonymous, null, 1L, NameOf(number), version, null,
                visits.EventIdOf(number), visits.ProfileOf(number) + 1L, labels[body], at, null, parameters[body], 0L, 0L, (long)CustomerState.Anonymous);
        }
    }

    private static bool IsRejected(Visits visits, int number) => number >= visits.Profiles && number % RejectedOnceIn == RejectedOnceIn - 1;

    private static string NameOf(int number) =>
        number % RareOnceIn == RareOnceIn / 2 ? RareName
        : number % 8 == 7 ? string.Create(CultureInfo.InvariantCulture, $"shop.event{number / 8 % OtherNames}")
        : EventBodies.Anonymous[number & 1];

    private static void WriteActivities(SqliteConnection connection, Visits visits)
    {
        using var activity = new Insert(connection, "Activities", "Run", "ProfileId", "Time", "ReceivedAt", "EventId");
        using var run = new Insert(connection, "ActivityRuns", "Run", "LastEvent");
        for (var number = 1; number <= visits.Events / RunLength; number++)
        {
            // By profile, then by time; an event's number grows with its time.
            foreach (var one in Enumerable.Range((number - 1) * RunLength, RunLength).Where(one => !IsRejected(visits, one)).OrderBy(visits.ProfileOf))
            {
                var at = visits.TimeOf(one);
                activity.Write((long)number, visits.ProfileOf(one) + 1L, at, at, visits.EventIdOf(one));
            }

            run.Write((long)number, (long)number * RunLength);
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
