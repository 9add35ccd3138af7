using EventAuth.Core.Decisions;
using EventAuth.Storage.Journal;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.Profiles.ErasedCustomers;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Profiles;

/// <summary>A deletion takes all that a customer had, in steps between which others write.</summary>
public sealed class CustomerErasureTests
{
    private readonly Random _random = new(13);

    // A column that is added to accepted events is erased with the customer, unless somebody decides otherwise.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_Customer_EmptiesEveryColumnThatRejectedEventsDoNotHave(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAllAsync([Marked(U1, Token), Marked(U1, Token)]);
        await storage.AppendAsync(Entry(Others));

        Assert.NotNull(await storage.Customers.DeleteAsync(U1, CancellationToken.None));
        await WaitAsync(storage);

        Assert.Equal(["EventId", "ProfileId", "Label", "Time", "OriginalTime", "Params", "NotKept", "Sender"], EventColumns.OfCustomer);
        Assert.All(EventColumns.OfCustomer, column =>
            Assert.InRange(storage.ReadNumber($"""SELECT count(*) FROM "Events" WHERE "{column}" IS NOT NULL"""), 0, 1));
        Assert.Equal(3, storage.ReadNumber("""SELECT count(*) FROM "Events" """));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_CustomerWithManyActivities_LetsEventsThroughBetweenItsSteps(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAllAsync(Enumerable.Range(0, 40_000).Select(i => Entry(U1, at: Now.AddSeconds(i))));

        var deletion = storage.Customers.DeleteAsync(U1, CancellationToken.None);
        var between = 0;
        while (await storage.Profiles.FindByUuidAsync(U1, CancellationToken.None) is not null)
        {
            await Task.Yield();
        }

        while (!deletion.IsCompleted)
        {
            await storage.AppendAsync(Entry(Others));
            between += storage.ReadNumber("""SELECT count(*) FROM "Erasures" """) == 1 ? 1 : 0;
        }

        // Each step takes 500 rows at most, and writers that asked before it came first. On the server steps and writers wait for nothing
        // of each other, so how many fit in between is a matter of time; how many steps there were, its rows say themselves.
        Assert.InRange(between, onServer ? 1 : 20, int.MaxValue);
        Assert.Equal(40_000, await deletion);
        Assert.True(!onServer || storage.ReadNumber(
            """SELECT count(DISTINCT xmin::text) FROM "Events" WHERE "EventId" IS NULL""") >= 80);
        Assert.Equal(40_000, storage.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NULL"""));
        Assert.True(onServer || storage.ReadNumber("""SELECT count(*) FROM "Activities" WHERE "ProfileId" = 1""") == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_InTheMiddleOfTheErasure_TheCustomerIsGoneForEverybodyAlready(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAllAsync(Enumerable.Range(0, 20_000).Select(i => Entry(U1, email: "anna@shop.example", customId: "c-17", at: Now.AddSeconds(i))));
        var (deletion, stop) = await BeginAsync(storage);

        foreach (var identifier in (string[])[U1, "anna@shop.example", "c-17"])
        {
            Assert.Empty(await storage.Profiles.SearchAsync(identifier, CancellationToken.None));
        }

        Assert.Empty(await storage.Decisions.ReadAsync(new DecisionFilter { Customer = "anna@shop.example" }, null, 10, CancellationToken.None));
        Assert.Null(await storage.Profiles.ReadActivitiesAsync(U1, null, 10, CancellationToken.None));
        Assert.Empty(await storage.Profiles.ReadLinksAsync(U1, CancellationToken.None));
        Assert.Empty(await storage.Profiles.ReadRecentAsync(10, CancellationToken.None));
        Assert.Null(await storage.Customers.DeleteAsync(U1, CancellationToken.None));
        stop();

        // Somebody who comes in the middle is another customer, and stays.
        var receipt = await storage.AppendAsync(Entry(U1, email: "anna@shop.example"));
        await deletion;
        Assert.Equal(DecisionReason.AnonymousListEmpty, receipt.Decision.Reason);
        Assert.Equal(receipt.EventId, Assert.Single(await storage.ActivitiesAsync(U1)).EventId);
        Assert.Equal("anna@shop.example", (await storage.ProfileAsync(U1)).Email);
    }

    [Fact]
    public async Task Delete_OnServer_LeavesNothingOfManyUuidsNorOfTheirRejectionsAndEventsOfOthers()
    {
        await using var storage = await StartAsync(onServer: true);
        var uuids = Enumerable.Range(0, 3_000).Select(_ => NewUuid()).ToList();
        foreach (var part in uuids.Chunk(1_000))
        {
            await storage.AppendAllAsync(part.Take(100).Select(uuid => Marked(uuid, token: null)));
            await storage.AppendAllAsync(part.Select(uuid => Marked(uuid, Token) with { EventSalt = uuid }));
            await storage.AppendAsync(Entry(part[0], action: "form.submit"), Snapshot(withJwt: "form.submit"));
        }

        await storage.AppendAsync(Entry(Others, salt: "s", email: "other@shop.example"));
        Assert.Equal(3_001, storage.ReadNumber("""SELECT count(*) FROM "SaltedEvents" """));
        Assert.Equal(3, storage.ReadNumber("""SELECT count(*) FROM "Rejections" WHERE "UuidHash" IS NOT NULL"""));

        Assert.Equal(3_300, await storage.Customers.DeleteAsync(uuids[^1], CancellationToken.None));
        await WaitAsync(storage);

        Assert.Equal(3_300, storage.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NULL AND "Reason" < 20"""));
        Assert.Equal(0, storage.ReadNumber("""SELECT count(*) FROM "Rejections" WHERE "UuidHash" IS NOT NULL"""));
        Assert.All(
            (string[])["Profiles", "SaltedEvents"], table => Assert.Equal(1, storage.ReadNumber($"""SELECT count(*) FROM "{table}" """)));
        Assert.All(
            (string[])["Identifiers", "ProfileLinks"], table => Assert.Equal(2, storage.ReadNumber($"""SELECT count(*) FROM "{table}" """)));
        Assert.Single(await storage.ActivitiesAsync(Others));
    }

    // The machine that erased is gone; another one of the same database looks again when it starts.
    [Fact]
    public async Task Delete_OnServerWhoseEraserIsGone_AnotherProcessFinishesIt()
    {
        await using var storage = await StartAsync(onServer: true);
        await storage.AppendAllAsync(Enumerable.Range(0, 3_000).Select(_ => Marked(U1, Token)));
        var (deletion, goOn) = await BeginAsync(storage);
        await using var other = await StartAsync(
            options => options with { Server = storage.Options.Server },
            options => File.Copy(Path.Combine(storage.Options.Path, "audit.key"), Path.Combine(options.Path, "audit.key")));
        goOn();
        await WaitAsync(other);

        Assert.Equal(3_000, await deletion);
        Assert.Equal(3_000, other.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NULL AND "ProfileId" IS NULL"""));
        Assert.Equal(DecisionReason.AnonymousListEmpty, (await other.AppendAsync(Entry(U1))).Decision.Reason);
    }

    private string NewUuid() => ErasedCustomers.NewUuid(_random);
}
