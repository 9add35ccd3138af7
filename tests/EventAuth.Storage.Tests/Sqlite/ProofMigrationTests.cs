using EventAuth.Storage.Sqlite;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Sqlite;

/// <summary>
/// An installation of the version that did not mark proof: what is stored is marked as its link says, and as the events say that could
/// change it.
/// </summary>
public sealed class ProofMigrationTests
{
    private const string BeforeMarks = "20261126163840_DecisionRecord";
    private const string ByToken = "11111111-0000-4000-8000-000000000001";
    private const string Mixed = "22222222-0000-4000-8000-000000000002";
    private const string Merged = "33333333-0000-4000-8000-000000000003";
    private const string Claimed = "55555555-0000-4000-8000-000000000005";

    /// <summary>
    /// Profile 1: only events with a token changed it, and a conflict without one changed nothing. Profile 2: an event of each kind.
    /// Profile 3: its own events had a token, those of profile 4, which was merged into it, had none. Profile 5: a stranger claimed an
    /// e-mail and filled it; the event with a token had no right to change data.
    /// </summary>
    private const string OldInstallation =
        """
        INSERT INTO "Installation" ("Id", "EventIdKey", "CreatedAt") VALUES (1, zeroblob(32), 0);
        INSERT INTO "PolicyRevisions" ("Version", "AnonymousWithoutJwt", "UpdateWithoutJwt", "UpdateWithJwt", "AppliedBy", "AppliedAt")
            VALUES (1, '[]', '[]', '[]', 'test', 0);
        INSERT INTO "Profiles"
            ("Id", "Uuid", "Email", "EmailProven", "CustomId", "CustomIdProven", "Attributes", "CreatedAt", "MergedInto") VALUES
            (1, '11111111-0000-4000-8000-000000000001', NULL, 0, 'c-1', 1, '{"city":"Wien","na\"me":1}', 0, NULL),
            (2, '22222222-0000-4000-8000-000000000002', NULL, 0, 'c-2', 1, '{"city":"Graz","na\"me":1}', 0, NULL),
            (3, '33333333-0000-4000-8000-000000000003', NULL, 0, 'c-3', 1, '{"city":"Linz"}', 0, NULL),
            (4, '44444444-0000-4000-8000-000000000004', NULL, 0, NULL, 0, '{"city":"Linz"}', 0, 3),
            (5, '55555555-0000-4000-8000-000000000005', 'Anna@shop.example', 0, NULL, 0, '{}', 0, NULL);
        UPDATE "Profiles" SET "Attributes" = (
            WITH RECURSIVE "Numbers"("N") AS (SELECT 0 UNION ALL SELECT "N" + 1 FROM "Numbers" WHERE "N" < 199)
            SELECT json_group_object(printf('junk%03d', "N"), "N") FROM "Numbers") WHERE "Id" = 5;
        INSERT INTO "Identifiers" ("Kind", "Value", "ProfileId") VALUES
            (1, '11111111-0000-4000-8000-000000000001', 1), (3, 'c-1', 1),
            (1, '22222222-0000-4000-8000-000000000002', 2), (3, 'c-2', 2),
            (1, '33333333-0000-4000-8000-000000000003', 3), (3, 'c-3', 3), (1, '44444444-0000-4000-8000-000000000004', 3),
            (1, '55555555-0000-4000-8000-000000000005', 5), (2, 'anna@shop.example', 5);
        INSERT INTO "ProfileLinks" ("Id", "ProfileId", "Kind", "Value", "EventId", "LinkedAt", "Proof") VALUES
            (1, 1, 1, '11111111-0000-4000-8000-000000000001', zeroblob(16), 0, 1), (2, 1, 3, 'c-1', zeroblob(16), 0, 1),
            (3, 2, 1, '22222222-0000-4000-8000-000000000002', zeroblob(16), 0, 2), (4, 2, 3, 'c-2', zeroblob(16), 0, 1),
            (5, 4, 1, '44444444-0000-4000-8000-000000000004', zeroblob(16), 0, 0),
            (6, 3, 1, '33333333-0000-4000-8000-000000000003', zeroblob(16), 0, 3), (7, 3, 3, 'c-3', zeroblob(16), 0, 1),
            (8, 3, 1, '44444444-0000-4000-8000-000000000004', zeroblob(16), 0, 2),
            (9, 5, 1, '55555555-0000-4000-8000-000000000005', zeroblob(16), 0, 0), (10, 5, 2, 'anna@shop.example', zeroblob(16), 0, 0);
        INSERT INTO "Events" ("Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "CertificateId", "EventId",
            "ProfileId", "Time", "Params", "ProfileUpdated", "Conflict") VALUES
            (1, 1, 2, 1, 'page.visit', 1, 'key', unhex('00000000000000000000000000000001'), 1, 1, '{}', 1, 0),
            (2, 2, 5, 1, 'page.visit', 1, NULL, unhex('00000000000000000000000000000002'), 1, 2, '{}', 1, 1),
            (3, 3, 5, 1, 'page.visit', 1, NULL, unhex('00000000000000000000000000000003'), 1, 3, '{}', 0, 0),
            (4, 4, 2, 1, 'page.visit', 1, 'key', unhex('00000000000000000000000000000004'), 2, 4, '{}', 1, 0),
            (5, 5, 5, 1, 'page.visit', 1, NULL, unhex('00000000000000000000000000000005'), 2, 5, '{}', 1, 0),
            (6, 6, 5, 1, 'page.visit', 1, NULL, unhex('00000000000000000000000000000006'), 4, 6, '{}', 1, 0),
            (7, 7, 2, 1, 'page.visit', 1, 'key', unhex('00000000000000000000000000000007'), 3, 7, '{}', 1, 0),
            (8, 8, 5, 1, 'page.visit', 1, NULL, unhex('00000000000000000000000000000008'), 5, 8, '{}', 1, 0),
            (9, 9, 2, 1, 'page.visit', 1, 'key', unhex('00000000000000000000000000000009'), 5, 9, '{}', 0, 0);
        """;

    [Fact]
    public async Task Start_OnADatabaseWithoutMarks_TakesThemFromLinksAndEvents()
    {
        await using var storage = await StartAsync(options => options, MakeOld);

        var profile = await storage.ProfileAsync(ByToken);
        Assert.True(profile.CustomIdProven);
        Assert.Equal(2, profile.Attributes.Count);
        Assert.Empty(profile.UnprovenAttributes);
        Assert.Equal(["city", "na\"me"], (await storage.ProfileAsync(Mixed)).UnprovenAttributes.ToArray());
        Assert.Equal(["city"], (await storage.ProfileAsync(Merged)).UnprovenAttributes.ToArray());
        Assert.Equal(
            ["1 11111111", "1 33333333", "3 c-1", "3 c-2", "3 c-3"],
            storage.Read("""SELECT "Kind" || ' ' || substr("Value", 1, 8) FROM "Identifiers" WHERE "Proven" ORDER BY "Kind", "Value" """));
    }

    [Fact]
    public async Task Start_OnAProfileThatAStrangerFilled_DropsNothingAndProofWins()
    {
        await using var storage = await StartAsync(options => options, MakeOld);
        var profile = await storage.ProfileAsync(Claimed);
        Assert.False(profile.EmailProven);
        Assert.Equal((200, 200), (profile.Attributes.Count, profile.UnprovenAttributes.Count));

        var token = new TokenIdentity(Claimed, "anna@shop.example", null);
        await storage.AppendAsync(Entry(Claimed, data: [new("late", "1"), new("junk000", null), new("later", "1")]));
        await storage.AppendAsync(Entry(Claimed, token: token, data: new PlainDatum("phone", "1")));

        profile = await storage.ProfileAsync(Claimed);
        Assert.True(profile.EmailProven);
        Assert.Equal((200, 199), (profile.Attributes.Count, profile.UnprovenAttributes.Count));
        Assert.True(profile.Attributes.ContainsKey("phone"));
        Assert.False(profile.Attributes.ContainsKey("late") || profile.Attributes.ContainsKey("later"));
    }

    [Fact]
    public async Task Start_OnAnEmailThatAStrangerClaimed_ItsOwnerTakesIt()
    {
        await using var storage = await StartAsync(options => options, MakeOld);

        await storage.AppendAsync(Entry(null, token: new TokenIdentity(null, "anna@shop.example", "c-1")));

        Assert.Equal("anna@shop.example", (await storage.ProfileAsync(ByToken)).Email);
        Assert.False((await storage.ProfileAsync(Claimed)).IsRecognized);
        Assert.Equal(LinkProof.Taken, (await storage.Profiles.ReadLinksAsync(Claimed, CancellationToken.None))[0].Proof);
    }

    private static void MakeOld(StorageOptions options)
    {
        using var context = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={options.DatabaseFile};Foreign Keys=True").Options);
        context.GetService<IMigrator>().Migrate(BeforeMarks);
        var script = OldInstallation.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        context.Database.ExecuteSqlRaw(script);
    }
}
