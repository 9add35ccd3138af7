using System.Globalization;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Journal;
using EventAuth.Storage.Postgres.Days;
using static EventAuth.Storage.Tests.Questions.AttackedDatabase;

namespace EventAuth.Storage.Tests.Questions;

/// <summary>What the attacker left, as statements, and when it was received.</summary>
internal static class AttackRows
{
    private const long First = 1_700_000_000_000;
    private const long FirstRejected = 1_800_000_000_000;

    public static DateTimeOffset Accepted => DateTimeOffset.FromUnixTimeMilliseconds(First);

    public static DateTimeOffset Rejected => DateTimeOffset.FromUnixTimeMilliseconds(FirstRejected);

    public static string OnSqlite(string hash) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        PRAGMA synchronous = OFF;
        BEGIN;
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
            SELECT "N", {First} + "N", 5, 1, 'flood.' || ("N" % 4000), 1, unhex(printf('%032x', "N")), iif("N" % 4 = 0, 2, 1), {First} - "N", '{"{}"}', 0, 0, 0
            FROM "Numbers" WHERE "N" <= {Activities};
        INSERT INTO "Activities" ("Run", "ProfileId", "Time", "ReceivedAt", "EventId")
            SELECT 1 + ("Id" - 1) / {ActivityIndexer.RunLength}, "ProfileId", "Time", "ReceivedAt", "EventId" FROM "Events" ORDER BY 1, 2, 3, 4, 5;
        INSERT INTO "ActivityRuns" ("Run", "LastEvent") SELECT "N", "N" * {ActivityIndexer.RunLength} FROM "Numbers" WHERE "N" <= {Runs};
        INSERT INTO "DecisionStretches" ("Number", "LastEvent", "Indexed") SELECT "N", "N" * {ActivityIndexer.RunLength}, 0 FROM "Numbers" WHERE "N" <= {Runs};
        INSERT INTO "Events" ("Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "ProfileUpdated", "Conflict")
            SELECT {Activities} + "N", {FirstRejected} + "N", 20, 1, 'shop.order', 1, 0, 0 FROM "Numbers" WHERE "N" <= {Rejections};
        INSERT INTO "DecisionStretches" ("Number", "LastEvent", "Indexed") VALUES ({Runs} + 1, {Activities + Rejections}, 0);
        INSERT INTO "ActivityRuns" ("Run", "LastEvent") VALUES ({Runs} + 1, {Activities + Rejections});
        INSERT INTO "Rejections" ("Id", "UuidHash", "Payload") SELECT {Activities} + "N", x'{hash}', zeroblob(2000) FROM "Numbers" WHERE "N" <= {Rejections};
        COMMIT;
        """);

    public static string OnPostgres(string hash) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        BEGIN;
        INSERT INTO "Profiles" ("Id", "Uuid", "EmailProven", "CustomIdProven", "Attributes", "CreatedAt", "MergedInto")
            SELECT n, CASE n WHEN 1 THEN '{{{Uuid}}}' WHEN 2 THEN '{{{Quarter}}}' ELSE lpad(to_hex(n - 1), 8, '0') || '-0000-4000-8000-' || lpad(n::text, 12, '0') END,
                false, false, '{"note":"x"}', 0, CASE WHEN n > 2 THEN 1 END FROM generate_series(1, {{{Parts}}} + 2) n;
        INSERT INTO "Identifiers" ("Kind", "Value", "ProfileId")
            SELECT 1, lpad(to_hex(n - 1), 8, '0') || '-0000-4000-8000-000000000001', 1 FROM generate_series(1, {{{Uuids}}}) n;
        INSERT INTO "Identifiers" ("Kind", "Value", "ProfileId") VALUES (1, '{{{Quarter}}}', 2);
        INSERT INTO "ProfileLinks" ("Id", "ProfileId", "Kind", "Value", "EventId", "LinkedAt", "Proof")
            SELECT n, 1 + CASE WHEN n % 2 = 0 THEN 2 + n % {{{Parts}}} ELSE 0 END, 1, lpad(to_hex(n - 1), 8, '0') || '-0000-4000-8000-000000000001',
                '00000000-0000-0000-0000-000000000000', n, 0 FROM generate_series(1, {{{Uuids}}}) n;
        INSERT INTO "Events" ("Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "EventId", "ProfileId", "Time", "Params", "ProfileUpdated", "Conflict", "Customer")
            SELECT n, {{{First}}} + n, 5, 1, 'flood.' || (n % 4000), 1, lpad(to_hex(n), 32, '0')::uuid, CASE WHEN n % 4 = 0 THEN 2 ELSE 1 END, {{{First}}} - n, '{}', false, false, 0
            FROM generate_series(1, {{{Activities}}}) n;
        INSERT INTO "Events" ("Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "ProfileUpdated", "Conflict")
            SELECT {{{Activities}}} + n, {{{FirstRejected}}} + n, 20, 1, 'shop.order', 1, false, false FROM generate_series(1, {{{Rejections}}}) n;
        INSERT INTO "Rejections" ("Id", "ReceivedAt", "UuidHash", "Payload")
            SELECT {{{Activities}}} + n, {{{FirstRejected}}} + n, '\x{{{hash}}}', decode(repeat('00', 2000), 'hex') FROM generate_series(1, {{{Rejections}}}) n;
        INSERT INTO "EventDays" ("Day", "First", "Last")
            SELECT "ReceivedAt" - "ReceivedAt" % {{{EventDayRecord.Length}}}, min("Id"), max("Id") FROM "Events" GROUP BY 1;
        INSERT INTO "StretchDecisions" ("Stretch", "Reason", "Action", "CertificateId")
            SELECT DISTINCT "Id" / {{{IdStretches.Length}}}, "Reason", "Action", '' FROM "Events" WHERE "Id" % {{{IdStretches.Length}}} < {{{IdStretches.MostKinds}}} OR "Reason" = 20;
        INSERT INTO "StretchDecisions" ("Stretch", "Reason", "Action", "CertificateId")
            SELECT n, 0, '{{{CountBounds.OtherNames}}}', '' FROM generate_series(0, {{{Activities / IdStretches.Length}}}) n;
        UPDATE "JournalState" SET "LastEvent" = {{{Activities + Rejections}}}, "LastProfile" = {{{Parts + 2}}}, "LastLink" = {{{Uuids}}};
        COMMIT;
        ANALYZE;
        """);
}
