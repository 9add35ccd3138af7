using EventAuth.Core.Policies;
using EventAuth.Core.Previews;
using EventAuth.Storage.Sqlite;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Sqlite;

public sealed class MigrationTests
{
    private const string BeforeRuns = "20261122150633_Initial";
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string U2 = "22222222-0000-4000-8000-000000000002";
    private const int Events = 40_000;

    /// <summary>An installation as the version before left it: two customers take turns, and every tenth row is a rejection.</summary>
    private const string OldInstallation =
        """
        INSERT INTO "Installation" ("Id", "EventIdKey", "CreatedAt") VALUES (1, zeroblob(32), 0);
        INSERT INTO "PolicyRevisions" ("Version", "AnonymousWithoutJwt", "UpdateWithoutJwt", "UpdateWithJwt", "AppliedBy", "AppliedAt") VALUES (1, '[]', '[]', '[]', 'test', 0);
        INSERT INTO "Catalog" ("Action", "DisplayName", "Description", "Category", "Source") VALUES ('page.visit', 'Page visit', '', '', 0);
        INSERT INTO "Profiles" ("Id", "Uuid", "EmailProven", "CustomIdProven", "Attributes", "CreatedAt")
            VALUES (1, '11111111-0000-4000-8000-000000000001', 0, 0, '{}', 0), (2, '22222222-0000-4000-8000-000000000002', 0, 0, '{}', 0);
        INSERT INTO "Identifiers" ("Kind", "Value", "ProfileId")
            VALUES (1, '11111111-0000-4000-8000-000000000001', 1), (1, '22222222-0000-4000-8000-000000000002', 2);
        WITH RECURSIVE "Numbers"("N") AS (SELECT 1 UNION ALL SELECT "N" + 1 FROM "Numbers" WHERE "N" < 40000)
        INSERT INTO "Events" ("Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "EventId", "ProfileId", "Time", "Params", "ProfileUpdated", "Conflict")
            SELECT "N", 1700000000000 + "N", iif("N" % 10 = 0, 20, 5), 1, 'page.visit', 1,
                iif("N" % 10 = 0, NULL, unhex(printf('%032x', "N"))), iif("N" % 10 = 0, NULL, 1 + "N" % 2), iif("N" % 10 = 0, NULL, 1700000000000 + "N" / 7), iif("N" % 10 = 0, NULL, '{}'), 0, 0
            FROM "Numbers";
        """;

    [Fact]
    public async Task Start_OnADatabaseWithoutRuns_FindsEveryActivity()
    {
        await using var storage = await StartAsync(options => options, MakeOld);

        var expected = Enumerable.Range(1, Events).Where(n => n % 10 != 0).OrderByDescending(n => n / 7).ThenByDescending(n => n).ToLookup(n => n % 2, n => (long)n);
        Assert.Equal(expected[0], (await storage.PagesAsync(U1, 1_000)).Select(activity => NumberOf(activity.EventId)));
        Assert.Equal(expected[1], (await storage.PagesAsync(U2, 1_000)).Select(activity => NumberOf(activity.EventId)));
        Assert.Equal(2, storage.ReadNumber("""SELECT count(*) FROM "ActivityRuns" """));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1700000000000 + Events - 1), (await storage.ProfileAsync(U2)).LastSeenAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1700000000000 + Events - 1), await storage.LastSeenAsync("page.visit"));
    }

    [Fact]
    public async Task Start_OnADatabaseWithoutRuns_GoesOnFromThere()
    {
        await using var storage = await StartAsync(options => options, MakeOld);
        await storage.AppendAllAsync(Enumerable.Repeat(Entry(U1, at: Now), 12_000));
        await storage.RestartAsync();

        Assert.Equal((Events * 9 / 20) - 2_000 + 12_000, (await storage.PagesAsync(U1, 1_000)).Count);
    }

    [Fact]
    public async Task Start_OnADatabaseWithoutModes_DecidesAsBefore()
    {
        await using var storage = await StartAsync(options => options, MakeOld);

        Assert.Equal(EventPolicy.Empty, (await storage.Policies.ReadLatestAsync(CancellationToken.None))!.Policy);
        Assert.Null(await storage.Policies.ReadPendingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Start_OnADatabaseWithoutSenders_PreviewsOnlyCountTheOldEvents()
    {
        await using var storage = await StartAsync(options => options, MakeOld);
        var present = await storage.AppendAsync(Entry(U1, at: Now));

        var preview = await storage.Get<IDecisionReplay>().ReplayAsync(
            EventPolicy.Empty with { OtherEvents = OtherEvents.Reject }, compared: null, DateTimeOffset.UnixEpoch, Now.AddDays(1), new Progress<double>(), CancellationToken.None);

        Assert.Equal((Events + 1, Events, 1), (preview.Decisions, preview.NotReplayed, preview.Changed));
        Assert.Equal(present.Decision, Assert.Single(preview.Changes).From);
    }

    [Fact]
    public async Task Model_AllMigrations_LeadToIt()
    {
        await using var storage = await StartAsync();
        await using var context = NewContext(storage.Options);

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    private static void MakeOld(StorageOptions options)
    {
        using var context = NewContext(options);
        context.GetService<IMigrator>().Migrate(BeforeRuns);
        context.Database.ExecuteSqlRaw(OldInstallation.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    private static SqliteDbContext NewContext(StorageOptions options) =>
        new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={options.DatabaseFile};Foreign Keys=True").Options);

    private static long NumberOf(Guid eventId) => Convert.ToInt64(eventId.ToString("N")[16..], 16);
}
