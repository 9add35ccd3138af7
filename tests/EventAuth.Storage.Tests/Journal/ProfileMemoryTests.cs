using System.Globalization;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Journal;
using EventAuth.Storage.Statements;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>What the writer remembers about profiles between transactions makes it faster and changes nothing else.</summary>
public sealed class ProfileMemoryTests
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string U2 = "22222222-0000-4000-8000-000000000002";
    private const string U3 = "33333333-0000-4000-8000-000000000003";

    /// <summary>Everything the writer stores, except the random parts of ids and uuids.</summary>
    private static readonly string[] Kept =
    [
        """SELECT "Id" || '|' || coalesce("Email", '') || '|' || CAST("EmailProven" AS INTEGER) || '|' || coalesce("CustomId", '') || '|' || CAST("CustomIdProven" AS INTEGER) || '|' || "Attributes" || '|' || coalesce(CAST("MergedInto" AS TEXT), '') || '|' || "CreatedAt" FROM "Profiles" ORDER BY "Id" """,
        """SELECT "Kind" || '|' || "Value" || '|' || "ProfileId" FROM "Identifiers" WHERE "Kind" <> 1 OR "Value" LIKE '0000000%' ORDER BY "Kind", "Value" """,
        """SELECT "Id" || '|' || "ProfileId" || '|' || "Kind" || '|' || "Proof" || '|' || "LinkedAt" FROM "ProfileLinks" ORDER BY "Id" """,
        """SELECT coalesce("Unproven", '') FROM "Profiles" ORDER BY "Id" """,
        """SELECT CAST("Proven" AS INTEGER) || '|' || "Kind" FROM "Identifiers" WHERE "Kind" <> 1 OR "Value" LIKE '0000000%' ORDER BY "Kind", "Value" """,
        """SELECT coalesce("NotKept", '') FROM "Events" ORDER BY "Id" """,
        """SELECT "Id" || '|' || "Reason" || '|' || "Action" || '|' || coalesce(CAST("ProfileId" AS TEXT), '') || '|' || CAST("ProfileUpdated" AS INTEGER) || '|' || CAST("Conflict" AS INTEGER) FROM "Events" ORDER BY "Id" """,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Events_AnyOrder_BecomeTheSameRememberedOrForgottenOneByOneOrTogetherOnEitherDatabase(int seed)
    {
        var remembered = await KeepAsync(seed, int.MaxValue, together: 1);

        Assert.Equal(remembered, await KeepAsync(seed, 0, together: 1));
        Assert.Equal(remembered, await KeepAsync(seed, 6, together: 1));
        Assert.Equal(remembered, await KeepAsync(seed, int.MaxValue, together: 40));
        Assert.Equal(remembered, await KeepAsync(seed, int.MaxValue, together: 1, onServer: true));
        Assert.Equal(remembered, await KeepAsync(seed, 6, together: 40, onServer: true));
        Assert.Contains(remembered, row => row.EndsWith("|1|1", StringComparison.Ordinal));
        Assert.Contains(remembered, row => row.Split('|') is { Length: 8 } profile && profile[6].Length > 0);
    }

    [Theory]
    [InlineData(int.MaxValue, false)]
    [InlineData(0, false)]
    [InlineData(int.MaxValue, true)]
    [InlineData(0, true)]
    public async Task Uuid_NobodysWhenFirstLookedUp_BelongsToWhomItWasLinkedToSince(int remembered, bool onServer)
    {
        await using var storage = await StartAsync(onServer, options => options with { MaxRemembered = remembered });
        Assert.False((await storage.AppendAsync(Entry(U1), Snapshot(anonymous: "other.event"))).Decision.Accepted);

        await storage.AppendAsync(Entry(U1, token: new TokenIdentity(null, null, "c-1")));

        Assert.Equal(DecisionReason.KnownCustomer, (await storage.AppendAsync(Entry(U1), Snapshot(anonymous: "other.event"))).Decision.Reason);
    }

    [Theory]
    [InlineData(int.MaxValue, false)]
    [InlineData(0, false)]
    [InlineData(int.MaxValue, true)]
    [InlineData(0, true)]
    public async Task Email_NobodysWhenFirstLookedUp_BelongsToWhomItWasLinkedToSince(int remembered, bool onServer)
    {
        await using var storage = await StartAsync(onServer, options => options with { MaxRemembered = remembered });
        await storage.AppendAsync(Entry(U1, customId: "c-1"));

        // The e-mail is looked up, and then not used because of the customId.
        await storage.AppendAsync(Entry(U2, email: "a@b.example", customId: "c-1"));
        await storage.AppendAsync(Entry(U1, email: "a@b.example"));
        await storage.AppendAsync(Entry(U3, email: "a@b.example"));

        Assert.Equal("a@b.example", (await storage.ProfileAsync(U1)).Email);
        Assert.True(Assert.Single(await storage.ActivitiesAsync(U3)).Conflict);
    }

    [Theory]
    [InlineData(int.MaxValue, false, false)]
    [InlineData(0, false, false)]
    [InlineData(int.MaxValue, true, false)]
    [InlineData(int.MaxValue, false, true)]
    [InlineData(0, false, true)]
    [InlineData(int.MaxValue, true, true)]
    public async Task Merge_EventUnderTheMergedUuid_GoesToTheProfileThatGoesOn(int remembered, bool restart, bool onServer)
    {
        await using var storage = await StartAsync(onServer, options => options with { MaxRemembered = remembered });
        await storage.AppendAsync(Entry(U1));
        await storage.AppendAsync(Entry(U2, token: new TokenIdentity(null, null, "c-1")));
        await storage.AppendAsync(Entry(U1, token: new TokenIdentity(null, null, "c-1")));
        if (restart)
        {
            await storage.RestartAsync();
        }

        var receipt = await storage.AppendAsync(Entry(U1, data: new PlainDatum("city", "\"Wien\"")));

        Assert.Equal(DecisionReason.KnownCustomer, receipt.Decision.Reason);
        Assert.Equal("c-1", (await storage.ProfileAsync(U1)).CustomId);
        Assert.Equal("\"Wien\"", (await storage.ProfileAsync(U2)).Attributes["city"].GetRawText());
        Assert.Equal(4, (await storage.ActivitiesAsync(U2)).Count);
        Assert.Equal(1, storage.ReadNumber("""SELECT count(DISTINCT "ProfileId") FROM "Events" WHERE "Id" > 1"""));
    }

    [Fact]
    public async Task Remembered_MuchCustomerData_CountsForMore()
    {
        await using var storage = await StartAsync();
        await storage.AppendAsync(Entry(U1));
        PlainDatum[] much = [.. Enumerable.Range(0, 200).Select(i => new PlainDatum($"a{i}", $"\"{new string('x', 1_000)}\""))];
        await storage.AppendAsync(Entry(U2, token: new TokenIdentity(U2, null, null), data: much));
        using var connection = new SqliteJournalConnection(storage.Options);
        var directory = new ProfileDirectory(connection, maxRemembered: 100);

        Assert.Equal(1, RememberedAfter(directory, U1));
        Assert.InRange(RememberedAfter(directory, U2), 200_000 / 256, 300_000 / 256);
        Assert.Equal(1, RememberedAfter(directory, U1));
    }

    /// <summary>Starts a transaction that needs one profile.</summary>
    private static long RememberedAfter(ProfileDirectory directory, string uuid)
    {
        var append = new JournalAppend();
        Entry(uuid).FillInto(append.Add());
        directory.Begin([new JournalSubmission(append, null)]);
        return directory.Remembered;
    }

    private static async Task<List<string>> KeepAsync(int seed, int remembered, int together, bool onServer = false)
    {
        await using var storage = await StartAsync(onServer, options => options with { MaxRemembered = remembered });
        foreach (var request in new RandomEvents(seed).Take(400).Chunk(together))
        {
            Assert.Equal(AppendStatus.Committed, (await storage.Journal.AppendAsync(request, RandomEvents.Policy)).Status);
        }

        return [.. Kept.SelectMany(storage.Read).Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!)];
    }
}
