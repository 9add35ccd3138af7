using System.Data.Common;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Stored;

/// <summary>The content of the database, read at one moment without the program.</summary>
internal sealed record StoredState
{
    public const long UuidKind = 1;
    public const long EmailKind = 2;
    public const long CustomIdKind = 3;

    /// <summary>What <c>PRAGMA integrity_check</c> says; "ok" when all is fine. PostgreSQL has no such check.</summary>
    public required string Integrity { get; init; }

    /// <summary>The accepted events in the order of their rows.</summary>
    public required IReadOnlyList<StoredEvent> Events { get; init; }

    public required IReadOnlyDictionary<long, StoredProfile> Profiles { get; init; }

    /// <summary>The profile that each identifier belongs to.</summary>
    public required IReadOnlyDictionary<(long Kind, string Value), long> Owners { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<StoredLink> Links { get; init; }

    /// <summary>The names of events that the catalogue knows.</summary>
    public required IReadOnlySet<string> Catalog { get; init; }

    /// <summary>Reads the database of a program that may be running.</summary>
    public static StoredState Read(ProgramDatabase database)
    {
        using var connection = database.Connect();
        using (var moment = connection.CreateCommand())
        {
            moment.CommandText = database.IsPostgres ? "BEGIN ISOLATION LEVEL REPEATABLE READ" : "BEGIN";
            moment.ExecuteNonQuery();
        }

        var number = database.IsPostgres ? "(\"Params\"::json ->> 'number')::bigint" : "json_extract(\"Params\", '$.number')";
        return new StoredState
        {
            Integrity = database.IsPostgres ? "ok" : string.Join("; ", Rows(connection, "PRAGMA integrity_check", row => row.GetString(0))),
            Events = Rows(
                connection,
                $"""SELECT "Id", "EventId", "ProfileId", "Action", {number} FROM "Events" WHERE "EventId" IS NOT NULL ORDER BY "Id" """,
                row => new StoredEvent(row.GetInt64(0), EventId(row, 1), row.GetInt64(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetInt64(4))),
            Profiles = Rows(
                connection,
                """SELECT "Id", "Uuid", "Email", "CustomId", "MergedInto" FROM "Profiles" """,
                row => new StoredProfile(row.GetInt64(0), row.GetString(1), Text(row, 2), Text(row, 3), row.IsDBNull(4) ? null : row.GetInt64(4)))
                .ToDictionary(profile => profile.Id),
            Owners = Rows(connection, """SELECT "Kind", "Value", "ProfileId" FROM "Identifiers" """, row => (Key: (row.GetInt64(0), row.GetString(1)), Owner: row.GetInt64(2)))
                .ToDictionary(row => row.Key, row => row.Owner),
            Links = Rows(
                connection,
                """SELECT "ProfileId", "Kind", "Value", "EventId" FROM "ProfileLinks" ORDER BY "Id" """,
                row => new StoredLink(row.GetInt64(0), row.GetInt64(1), row.GetString(2), EventId(row, 3))),
            Catalog = Rows(connection, """SELECT "Action" FROM "Catalog" """, row => row.GetString(0)).ToHashSet(),
        };
    }

    /// <summary>The profile that this one is part of now; itself if it was not merged.</summary>
    public long Resolve(long profileId) => Profiles.TryGetValue(profileId, out var profile) ? profile.MergedInto ?? profileId : profileId;

    private static List<T> Rows<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static string EventId(DbDataReader row, int column) =>
        (row.GetValue(column) is byte[] bytes ? new Guid(bytes, bigEndian: true) : row.GetGuid(column)).ToString();

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
