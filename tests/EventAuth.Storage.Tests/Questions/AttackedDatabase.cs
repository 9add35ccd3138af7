using System.Globalization;
using EventAuth.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Tests.Questions;

/// <summary>
/// A database that an attacker filled: one customer with very many activities, uuids, merged profiles and rejected events, and events
/// of so many kinds that no
/// segment says what is in it.
/// </summary>
[CollectionDefinition(nameof(AttackedDatabase))]
public sealed class AttackedDatabase : IAsyncLifetime, ICollectionFixture<AttackedDatabase>
{
    public const int Runs = 12;
    public const int Activities = Runs * ActivityIndexer.RunLength;
    public const int Rejections = 60_000;
    public const int Uuids = 5_000;
    public const int Parts = 2_000;

    /// <summary>The customer who has all of it.</summary>
    public const string Uuid = "00000000-0000-4000-8000-000000000001";

    /// <summary>Somebody with a quarter of the activities, and nothing else.</summary>
    public const string Quarter = "ffffffff-0000-4000-8000-000000000002";

    internal StorageFixture Storage { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Storage = await StorageFixture.StartAsync();
        var hash = Storage.Hashes.HashOfIdentifier("uuid", Uuid);
        Run(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            CREATE TEMP TABLE "Numbers" ("N" INTEGER PRIMARY KEY);
            WITH RECURSIVE "All"("N") AS (SELECT 1 UNION ALL SELECT "N" + 1 FROM "All" WHERE "N" < {2 * Activities}) INSERT INTO "Numbers" SELECT "N" FROM "All";
            INSERT INTO "Profiles" ("Id", "Uuid", "EmailProven", "CustomIdProven", "Attributes", "CreatedAt", "MergedInto")
                SELECT "N", printf('%08x-0000-4000-8000-00000000000%d', iif("N" = 2, 4294967295, "N" - 1), "N"), 0, 0, '[]', 0, iif("N" > 2, 1, NULL) FROM "Numbers" WHERE "N" <= {Parts} + 2;
            UPDATE "Profiles" SET "Attributes" = json_object('note', 'x'), "Uuid" = iif("Id" = 1, '{Uuid}', iif("Id" = 2, '{Quarter}', "Uuid"));
            INSERT INTO "Identifiers" ("Kind", "Value", "ProfileId") SELECT 1, printf('%08x-0000-4000-8000-000000000001', "N" - 1), 1 FROM "Numbers" WHERE "N" <= {Uuids};
            INSERT INTO "Identifiers" ("Kind", "Value", "ProfileId") VALUES (1, '{Quarter}', 2);
            INSERT INTO "ProfileLinks" ("Id", "ProfileId", "Kind", "Value", "EventId", "LinkedAt", "Proof")
                SELECT "N", 1 + iif("N" % 2 = 0, 2 + "N" % {Parts}, 0), 1, printf('%08x-0000-4000-8000-000000000001', "N" - 1), zeroblob(16), "N", 0 FROM "Numbers" WHERE "N" <= {Uuids};
            INSERT INTO "Events" ("Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "EventId", "ProfileId", "Time", "Params", "ProfileUpdated", "Conflict", "Customer")
                SELECT "N", 1700000000000 + "N", 5, 1, 'flood.' || ("N" % 4000), 1, unhex(printf('%032x', "N")), iif("N" % 4 = 0, 2, 1), 1700000000000 - "N", '{"{}"}', 0, 0, 0
                FROM "Numbers" WHERE "N" <= {Activities};
            INSERT INTO "Activities" ("Run", "ProfileId", "Time", "ReceivedAt", "EventId")
                SELECT 1 + ("Id" - 1) / {ActivityIndexer.RunLength}, "ProfileId", "Time", "ReceivedAt", "EventId" FROM "Events" ORDER BY 1, 2, 3, 4, 5;
            INSERT INTO "ActivityRuns" ("Run", "LastEvent") SELECT "N", "N" * {ActivityIndexer.RunLength} FROM "Numbers" WHERE "N" <= {Runs};
            INSERT INTO "DecisionStretches" ("Number", "LastEvent", "Indexed") SELECT "N", "N" * {ActivityIndexer.RunLength}, 0 FROM "Numbers" WHERE "N" <= {Runs};
            INSERT INTO "Events" ("Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "ProfileUpdated", "Conflict")
                SELECT {Activities} + "N", 1800000000000 + "N", 20, 1, 'shop.order', 1, 0, 0 FROM "Numbers" WHERE "N" <= {Rejections};
            INSERT INTO "DecisionStretches" ("Number", "LastEvent", "Indexed") VALUES ({Runs} + 1, {Activities + Rejections}, 0);
            INSERT INTO "ActivityRuns" ("Run", "LastEvent") VALUES ({Runs} + 1, {Activities + Rejections});
            INSERT INTO "Rejections" ("Id", "UuidHash", "Payload") SELECT {Activities} + "N", x'{hash}', zeroblob(2000) FROM "Numbers" WHERE "N" <= {Rejections};
            """));
        await Storage.RestartAsync();
    }

    public async Task DisposeAsync() => await Storage.DisposeAsync();

    private void Run(string sql)
    {
        using var connection = new SqliteConnection(Storage.Options.ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = "PRAGMA synchronous = OFF; BEGIN; " + sql + "COMMIT";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
