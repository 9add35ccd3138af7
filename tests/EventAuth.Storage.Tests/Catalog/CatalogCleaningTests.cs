using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Catalog;

public abstract class CatalogCleaningTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private static readonly EventName One = EventName.Parse("found.one");
    private static readonly EventName Two = EventName.Parse("found.two");
    private static readonly EventName Standard = EventName.Parse("page.visit");
    private StorageFixture _storage = null!;

    public async Task InitializeAsync()
    {
        _storage = await StartAsync(onServer);
        await SeeAsync(One);
        await SeeAsync(Two);
    }

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_DiscoveredEntry_IsGoneUntilItsEventComesAgain(bool restarted)
    {
        Assert.Equal([One], await _storage.Catalog.DeleteAsync([One], CancellationToken.None));
        if (restarted)
        {
            await _storage.RestartAsync();
        }

        Assert.Null(await FindAsync(One));
        Assert.Equal([Two], await FoundAsync());

        await SeeAsync(One);
        Assert.Equal([One, Two], await FoundAsync());
        await _storage.RestartAsync();
        Assert.Equal([One, Two], await FoundAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hide_DiscoveredEntry_StaysHiddenWhenItsEventComesAgain(bool restarted)
    {
        Assert.Equal([One], await _storage.Catalog.SetHiddenAsync([One], hidden: true, CancellationToken.None));
        await SeeAsync(One);
        if (restarted)
        {
            await _storage.RestartAsync();
        }

        Assert.Equal([Two], await FoundAsync());
        Assert.Equal([One, Two], await FoundAsync(withHidden: true));
        Assert.Equal(1, _storage.Catalog.Count.Hidden);

        Assert.Equal([One], await _storage.Catalog.SetHiddenAsync([One, Two], hidden: false, CancellationToken.None));
        Assert.Equal([One, Two], await FoundAsync());
        Assert.Equal(0, _storage.Catalog.Count.Hidden);
    }

    [Fact]
    public async Task HideAndDelete_StandardAndUnknownEntries_PassThemOver()
    {
        var unknown = EventName.Parse("never.seen");
        var before = _storage.AuditReader.Head;

        Assert.Empty(await _storage.Catalog.SetHiddenAsync([Standard, unknown], hidden: true, CancellationToken.None));
        Assert.Empty(await _storage.Catalog.DeleteAsync([Standard, unknown], CancellationToken.None));

        Assert.Equal(before, _storage.AuditReader.Head);
        Assert.NotNull(await FindAsync(Standard));
    }

    [Fact]
    public async Task Add_HiddenEntryAsCustom_IsShown()
    {
        await _storage.Catalog.SetHiddenAsync([One], hidden: true, CancellationToken.None);

        Assert.True(await _storage.Catalog.TryAddAsync(new EventDefinition(One, "One", "", "", EventSource.Custom, null), CancellationToken.None));

        Assert.False((await FindAsync(One))!.Hidden);
        await _storage.RestartAsync();
        Assert.False((await FindAsync(One))!.Hidden);
    }

    [Fact]
    public async Task Delete_WhereTheCatalogueIsFull_MakesRoomForNewNames()
    {
        await using var storage = await StartAsync(onServer, options => options with { MaxDiscovered = 1 });
        await storage.AppendAsync(Entry(U1, "kept.name"));
        await storage.AppendAsync(Entry(U1, "left.out"));
        Assert.Equal(1, storage.Catalog.Count.LeftOut);

        await storage.Catalog.DeleteAsync([EventName.Parse("kept.name")], CancellationToken.None);
        await storage.AppendAsync(Entry(U1, "left.out"));

        Assert.NotNull(await storage.Catalog.FindAsync(EventName.Parse("left.out"), CancellationToken.None));
        Assert.Equal(0, storage.Catalog.Count.LeftOut);
    }

    [Fact]
    public async Task Delete_EntryOfTheTrailCannotBeWritten_KeepsTheEntry()
    {
        _storage.BreakAuditTrail();

        await Assert.ThrowsAnyAsync<Exception>(() => _storage.Catalog.DeleteAsync([One], CancellationToken.None));

        Assert.Equal([One, Two], await FoundAsync());
        await SeeAsync(One);
        Assert.Equal(2, _storage.ReadNumber("""SELECT count(*) FROM "Catalog" WHERE "Source" = 2"""));
    }

    [Fact]
    public async Task Cleaning_Recorded_NamesTheEntriesBeforeAndAfter()
    {
        await _storage.Catalog.SetHiddenAsync([One], hidden: true, CancellationToken.None);
        await _storage.Catalog.DeleteAsync([One, Two], CancellationToken.None);

        var entries = await _storage.AuditReader.ReadBeforeAsync(new(), null, 2, CancellationToken.None);

        Assert.Equal([("catalog.entries.deleted", "2 events"), ("catalog.entries.hidden", "found.one")], entries.Select(entry => (entry.Action, entry.Subject)));
        Assert.Equal("""{"actions":["found.one","found.two"]}""", entries[0].Before);
        Assert.Equal(("""{"hidden":false,"actions":["found.one"]}""", """{"hidden":true,"actions":["found.one"]}"""), (entries[1].Before, entries[1].After));
    }

    private async Task SeeAsync(EventName action) => await _storage.AppendAsync(Entry(U1, action.Value));

    private async Task<EventDefinition?> FindAsync(EventName action) => await _storage.Catalog.FindAsync(action, CancellationToken.None);

    private async Task<IEnumerable<EventName>> FoundAsync(bool withHidden = false) =>
        (await _storage.Catalog.SearchAsync(new CatalogQuery(WithHidden: withHidden), CancellationToken.None))
        .Where(entry => entry.Source == EventSource.Discovered).Select(entry => entry.Action).Order();
}

public sealed class CatalogCleaningOnSqliteTests() : CatalogCleaningTests(onServer: false);

public sealed class CatalogCleaningOnPostgresTests() : CatalogCleaningTests(onServer: true);
