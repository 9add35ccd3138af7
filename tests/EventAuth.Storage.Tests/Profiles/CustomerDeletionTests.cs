using System.Text;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Tests.Journal;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Profiles;

/// <summary>"A deleted customer is gone": from the tables, from what the writer remembers, and from the bytes of the file.</summary>
[Collection(nameof(LongHistory))]
public sealed class CustomerDeletionTests(LongHistory history)
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string U2 = "22222222-0000-4000-8000-000000000002";
    private const string ActivitiesOfNobody =
        """SELECT count(*) FROM "Activities" a WHERE NOT EXISTS (SELECT 1 FROM "Events" e WHERE e."EventId" = a."EventId" AND e."ProfileId" = a."ProfileId")""";

    private const string EventsOfNobody = """SELECT count(*) FROM "Events" WHERE "ProfileId" IS NOT NULL AND "ProfileId" NOT IN (SELECT "Id" FROM "Profiles")""";
    private const string IdentifiersOfNobody = """SELECT count(*) FROM "Identifiers" WHERE "ProfileId" NOT IN (SELECT "Id" FROM "Profiles")""";
    private const string LinksOfNobody = """SELECT count(*) FROM "ProfileLinks" WHERE "ProfileId" NOT IN (SELECT "Id" FROM "Profiles")""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_MergedCustomerOfManyRuns_TakesTheWholeHistoryAndNobodyElses(bool onServer)
    {
        await using var copied = onServer ? null : await history.Storage.StartAfterSuddenEndAsync();
        await using var filled = onServer ? await FilledHistory.StartAsync(onServer) : null;
        var storage = filled?.Storage ?? copied!;
        var expected = filled ?? history.Embedded;
        var events = storage.ReadNumber("""SELECT count(*) FROM "Events" """);

        var deleted = await storage.Customers.DeleteAsync(LongHistory.Browser, CancellationToken.None);

        Assert.Equal(expected.ExpectedOf(LongHistory.Browser, LongHistory.Customer).Count, deleted);
        Assert.Null(await storage.Profiles.FindByUuidAsync(LongHistory.Browser, CancellationToken.None));
        Assert.Null(await storage.Profiles.FindByUuidAsync(LongHistory.Customer, CancellationToken.None));
        Assert.Equal(expected.ExpectedOf(LongHistory.Visitor), (await storage.PagesAsync(LongHistory.Visitor, 1_000)).Select(activity => activity.EventId));
        AssertNothingOfNobody(storage);
        Assert.Equal(events, storage.ReadNumber("""SELECT count(*) FROM "Events" """));
        Assert.Equal(deleted, (int)storage.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NULL AND "Label" IS NULL AND "Params" IS NULL AND "Time" IS NULL"""));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_CustomerWhoseEmailAStrangerClaimed_LeavesItInNobodysHistory(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAsync(Entry(U1, email: "anna@shop.example", customId: "c-1"));
        await storage.AppendAsync(Entry(U2, token: new TokenIdentity(null, "anna@shop.example", null)));
        Assert.Equal(4, (await storage.Profiles.ReadLinksAsync(U1, CancellationToken.None)).Count);

        await storage.Customers.DeleteAsync(U2, CancellationToken.None);

        var links = await storage.Profiles.ReadLinksAsync(U1, CancellationToken.None);
        Assert.Equal(["c-1", U1], links.Select(link => link.Value));
        Assert.Equal("c-1", (await storage.ProfileAsync(U1)).CustomId);
    }

    [Fact]
    public async Task Delete_WhileARunIsBeingWritten_LeavesNothingInItNorAfterIt()
    {
        await using var storage = await StartAsync();
        var receipts = await storage.AppendAllAsync(Enumerable.Range(0, 18_000).Select(EventOf));
        Assert.InRange(storage.ReadNumber("""SELECT count(*) FROM "Activities" """), 1, 17_999);

        Assert.Equal(9_000, await storage.Customers.DeleteAsync(U2, CancellationToken.None));
        receipts.AddRange(await storage.AppendAllAsync(Enumerable.Range(18_000, 30_000).Select(i => EventOf(2 * i))));

        Assert.True(storage.ReadNumber("""SELECT count(*) FROM "ActivityRuns" """) >= 2);
        AssertNothingOfNobody(storage);
        var expected = receipts.Where((_, i) => i >= 18_000 || i % 2 == 0).Select(receipt => receipt.EventId).Reverse();
        Assert.Equal(expected, (await storage.PagesAsync(U1, 1_000)).Select(activity => activity.EventId));
        Assert.Equal(1, storage.ReadNumber("""SELECT count(*) FROM "Profiles" """));

        static PlainEvent EventOf(int i) => Entry(i % 2 == 0 ? U1 : U2, at: Now.AddSeconds(i));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_CustomerTheWriterRemembers_BeginsAnewWithTheNextEvent(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAsync(Entry(U1, "page.visit", "anna@shop.example", "c-17", data: [new PlainDatum("city", "\"Wien\"")]));

        Assert.Equal(1, await storage.Customers.DeleteAsync(U1, CancellationToken.None));
        var receipt = await storage.AppendAsync(Entry(U1));

        Assert.Equal(DecisionReason.AnonymousListEmpty, receipt.Decision.Reason);
        var profile = await storage.ProfileAsync(U1);
        Assert.False(profile.IsRecognized);
        Assert.Empty(profile.Attributes);
        Assert.Equal(receipt.EventId, Assert.Single(await storage.ActivitiesAsync(U1)).EventId);

        // What was theirs belongs to nobody: another customer can have it, without a conflict.
        await storage.AppendAsync(Entry(U2, email: "anna@shop.example", customId: "c-17"));
        Assert.Equal(("anna@shop.example", "c-17"), ((await storage.ProfileAsync(U2)).Email, (await storage.ProfileAsync(U2)).CustomId));
        Assert.False(Assert.Single(await storage.ActivitiesAsync(U2)).Conflict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_BetweenEventsOfTheSameCustomers_CollidesWithNone(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        var uuids = Enumerable.Range(0, 8).Select(i => $"{i:x8}-0000-4000-8000-000000000001").ToList();

        var stripped = (await Task.WhenAll(Enumerable.Range(0, 4).Select(SendAndDeleteAsync))).Sum();

        Assert.True(stripped > 0);
        AssertNothingOfNobody(storage);
        Assert.Equal(800, storage.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NOT NULL""") + stripped);

        async Task<int> SendAndDeleteAsync(int sender)
        {
            var deleted = 0;
            for (var i = 0; i < 200; i++)
            {
                var uuid = uuids[(i + sender) % uuids.Count];
                var token = i % 3 == 0 ? new TokenIdentity(uuid, null, "c-" + uuid) : null;
                await storage.AppendAsync(Entry(uuid, email: token is null ? $"{i % 5}@shop.example" : null, token: token));
                if (i % 13 == 12)
                {
                    deleted += await storage.Customers.DeleteAsync(uuids[i % uuids.Count], CancellationToken.None) ?? 0;
                }
            }

            return deleted;
        }
    }

    [Fact]
    public async Task Delete_CustomerWithMarkedValues_LeavesNoneInTheFiles()
    {
        string[] marks = ["marked.mail@shop.example", "marked-custom-id", "marked-attribute", "marked-label", "marked-parameter", U1];
        await using var storage = await StartAsync();
        await storage.AppendAsync(Entry(U2));
        await storage.AppendAsync(Entry(U1, "page.visit", "marked.mail@shop.example", "marked-custom-id", data: [new PlainDatum("note", "\"marked-attribute\"")]) with
        {
            Label = "marked-label",
            Params = $$"""{"long":"{{new string('x', 9_000)}} marked-parameter"}""",
        });
        await storage.RestartAsync();
        Assert.All(marks, mark => Assert.True(IsInTheFiles(storage, mark), mark));

        Assert.Equal(1, await storage.Customers.DeleteAsync(U1, CancellationToken.None));
        await storage.RestartAsync();

        Assert.All(marks, mark => Assert.False(IsInTheFiles(storage, mark), mark));
        Assert.True(IsInTheFiles(storage, U2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_SaltedEvent_IsStoredAnewWhenItIsSentAgain(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        var first = await storage.AppendAsync(Entry(U1, salt: "s1"));
        await storage.Customers.DeleteAsync(U1, CancellationToken.None);

        var again = await storage.AppendAsync(Entry(U1, salt: "s1"));

        Assert.Equal(first.EventId, again.EventId);
        Assert.Single(await storage.ActivitiesAsync(U1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_Customer_LeavesTheDecisionsAndWhenActionsWereSeen(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAsync(Entry(U1, "seen.once", at: Now));
        await storage.Customers.DeleteAsync(U1, CancellationToken.None);
        await storage.AppendAsync(Entry(U2, at: Now));
        await storage.RestartAsync();

        Assert.Equal(Now, await storage.LastSeenAsync("seen.once"));
        var decisions = await storage.Decisions.ReadAsync(new DecisionFilter(), null, 10, CancellationToken.None);
        Assert.Equal(["page.visit", "seen.once"], decisions.Select(decision => decision.Action));
        Assert.Null(decisions[1].EventId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_Nobody_ChangesAndRecordsNothing(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        var head = storage.AuditReader.Head;

        Assert.Null(await storage.Customers.DeleteAsync(U1, CancellationToken.None));
        Assert.Equal(head, storage.AuditReader.Head);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_EntryOfTheTrailCannotBeWritten_DeletesNothing(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAsync(Entry(U1, email: "anna@shop.example"));
        storage.BreakAuditTrail();

        await Assert.ThrowsAnyAsync<Exception>(() => storage.Customers.DeleteAsync(U1, CancellationToken.None));

        Assert.Equal(DecisionReason.KnownCustomer, (await storage.AppendAsync(Entry(U1))).Decision.Reason);
        Assert.Equal(2, (await storage.ActivitiesAsync(U1)).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_Customer_IsRecordedWithoutPersonalData(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAsync(Entry(U1, email: "anna@shop.example", customId: "c-17"));

        await storage.Customers.DeleteAsync(U1, CancellationToken.None);

        var entry = (await storage.AuditReader.ReadBeforeAsync(new(), null, 1, CancellationToken.None))[0];
        Assert.Equal(("customer.deleted", storage.Audit.PseudonymOfCustomer(U1)), (entry.Action, entry.Subject));
        Assert.Equal("""{"activities":1}""", entry.Before);
        Assert.Matches("^customer [0-9a-f]{12}$", entry.Subject);
        Assert.True(onServer || AuditExamination.Run(storage.Options, null).Verdict!.IsWhole);
    }

    private static void AssertNothingOfNobody(StorageFixture storage) =>
        Assert.All(
            [.. storage.Options.Server is null ? [ActivitiesOfNobody] : Array.Empty<string>(), EventsOfNobody, IdentifiersOfNobody, LinksOfNobody],
            sql => Assert.Equal(0, storage.ReadNumber(sql)));

    private static bool IsInTheFiles(StorageFixture storage, string mark) =>
        Directory.EnumerateFiles(storage.Options.Path).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0);
}
