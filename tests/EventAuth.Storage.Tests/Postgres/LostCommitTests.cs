using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Postgres;

/// <summary>The connection to the server is lost in the middle of a commit: the answer says what really happened.</summary>
public sealed class LostCommitTests
{
    private const string Uuid = "11111111-0000-4000-8000-000000000001";
    private const string Cut = "shop.cut";

    [Fact]
    public async Task Append_ConnectionLostAfterTheCommit_IsAnsweredAsStoredAndIsStoredOnce()
    {
        using var relay = new CuttingRelay(await MigratedDatabase.NewAsync(), Cut, afterCommit: true);
        await using var storage = await StartAsync(options => options with { Server = relay.Connection });
        await storage.AppendAsync(Entry(Uuid));

        await storage.AppendAsync(Entry(Uuid, Cut));
        await storage.AppendAsync(Entry(Uuid));

        Assert.True(relay.Cuts > 0);
        Assert.Equal(["page.visit", Cut, "page.visit"], storage.Read("""SELECT "Action" FROM "Events" ORDER BY "Id" """));
        Assert.NotNull(await storage.Catalog.FindAsync(EventName.Parse(Cut), CancellationToken.None));
    }

    [Fact]
    public async Task Append_ConnectionLostBeforeTheCommit_IsRefusedAndNothingIsStored()
    {
        using var relay = new CuttingRelay(await MigratedDatabase.NewAsync(), Cut, afterCommit: false);
        await using var storage = await StartAsync(options => options with { Server = relay.Connection });
        await storage.AppendAsync(Entry(Uuid));

        var result = await storage.Journal.AppendAsync([Entry(Uuid, Cut)], Snapshot());
        await storage.AppendAsync(Entry(Uuid));

        Assert.True(relay.Cuts > 0);
        Assert.Equal(AppendStatus.Unavailable, result.Status);
        Assert.Equal(["page.visit", "page.visit"], storage.Read("""SELECT "Action" FROM "Events" ORDER BY "Id" """));
    }
}
