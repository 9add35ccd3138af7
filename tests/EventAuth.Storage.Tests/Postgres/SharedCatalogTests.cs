using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Postgres;

/// <summary>What one process changes in the catalogue another one sees, whether it takes events or not.</summary>
public sealed class SharedCatalogTests : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string Changes = """SELECT "CatalogChanges" FROM "JournalState" """;

    private static readonly EventName Own = EventName.Parse("shop.own");
    private static readonly EventName Found = EventName.Parse("shop.found");

    private StorageFixture _one = null!;
    private StorageFixture _other = null!;

    public async Task InitializeAsync()
    {
        _one = await StartAsync(onServer: true);
        _other = await _one.StartAfterSuddenEndAsync();
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task Entry_MadeAndChanged_IsSeenByTheOther()
    {
        await _one.Catalog.TryAddAsync(new EventDefinition(Own, "Own", "", "", EventSource.Custom, null), CancellationToken.None);
        await WaitForAsync(Own, entry => entry is { DisplayName: "Own" });

        await _one.Catalog.TryUpdateAsync(Own, "Our own", "", "", CancellationToken.None);
        await WaitForAsync(Own, entry => entry is { DisplayName: "Our own" });
    }

    [Fact]
    public async Task Entry_DiscoveredHiddenAndDeleted_IsSeenByTheOther()
    {
        await _one.AppendAsync(Entry(U1, Found.Value));
        await WaitForAsync(Found, entry => entry is { Source: EventSource.Discovered, LastSeenAt: not null });

        await _one.Catalog.SetHiddenAsync([Found], hidden: true, CancellationToken.None);
        await WaitForAsync(Found, entry => entry is { Hidden: true });

        await _one.Catalog.DeleteAsync([Found], CancellationToken.None);
        await WaitForAsync(Found, entry => entry is null);
        Assert.Equal(0, _other.Catalog.Count.Hidden);
    }

    [Fact]
    public async Task Policy_Changed_IsNoChangeOfTheCatalogue()
    {
        var before = _one.ReadNumber(Changes);
        Assert.True(await _one.Policies.TryAppendAsync(new PolicyAppend(new PolicyRevision(2, EventPolicy.Initial, "anna", Now, null)), CancellationToken.None));
        Assert.Equal(before, _one.ReadNumber(Changes));

        await _one.Catalog.TryAddAsync(new EventDefinition(Own, "Own", "", "", EventSource.Custom, null), CancellationToken.None);
        Assert.Equal(before + 1, _one.ReadNumber(Changes));
    }

    private async Task WaitForAsync(EventName action, Func<EventDefinition?, bool> isSo)
    {
        while (!isSo(await _other.Catalog.FindAsync(action, CancellationToken.None)))
        {
            await Task.Delay(20);
        }
    }
}
