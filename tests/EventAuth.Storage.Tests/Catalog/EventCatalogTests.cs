using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using EventAuth.Storage.Catalog;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Catalog;

public abstract class EventCatalogTests(bool onServer) : IAsyncLifetime
{
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task NewInstallation_Catalogue_IsTheContracts()
    {
        var expected = File.ReadAllLines(ContractFiles.Copy("event-catalogue.csv")).Skip(1).Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)]);

        var all = await SearchAsync("");

        Assert.Equal(expected.Order(StringComparer.Ordinal), all.Select(d => d.Action.Value));
        Assert.Equal("Page visit", all.Single(d => d.Action.Value == "page.visit").DisplayName);
        Assert.Equal("Cart content snapshot (products, total amount, total quantity)", all.Single(d => d.Action.Value == "cart.status").Description);
    }

    [Fact]
    public async Task Search_BestMatch_GoesFirst()
    {
        Assert.Equal(["page.visit"], (await SearchAsync("page.visit")).Select(d => d.Action.Value));
        Assert.Equal(["transaction.cancel", "transaction.charge"], (await SearchAsync("transac")).Take(2).Select(d => d.Action.Value));
        Assert.Equal("product.view", (await SearchAsync("product view"))[0].Action.Value);
        Assert.Empty(await SearchAsync("shopping list of nothing"));
    }

    [Fact]
    public async Task Search_EachKindOfMatch_ComesInItsOrder()
    {
        string[] order = ["qu", "a.1", "qu.first", "a.2", "a.qu", "a.3", "a-1qu", "a.4", "a.5", "a.6"];
        string[] names = ["1", "Qu", "1", "Quick", "1", "A quick one", "1", "Equal", "1", "1"];
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var (category, description) = (i == 8 ? "Quality" : "", i == 9 ? "Not quite" : "");
            await _storage.Catalog.TryAddAsync(Custom(order[i], names[i], category, description), CancellationToken.None);
        }

        var found = await SearchAsync("QU");

        Assert.Equal(order, found.Where(entry => entry.Source == EventSource.Custom).Select(entry => entry.Action.Value));
        Assert.Empty(await SearchAsync("1\01"));
    }

    [Theory]
    [InlineData("zazolc")]
    [InlineData("ZAŻÓŁĆ")]
    [InlineData("gęśl")]
    [InlineData("strasse")]
    [InlineData("crème")]
    [InlineData("BRULEE")]
    public async Task Search_CaseAndAccents_AreFolded(string text)
    {
        await _storage.Catalog.TryAddAsync(Custom("shop.special", "Zażółć gęślą", "Straße", "Crème brûlée"), CancellationToken.None);

        Assert.Equal("shop.special", Assert.Single(await SearchAsync(text)).Action.Value);
    }

    [Fact]
    public async Task Add_SameActionTwice_IsRefused()
    {
        Assert.True(await _storage.Catalog.TryAddAsync(Custom("shop.a", "A", "", ""), CancellationToken.None));
        Assert.False(await _storage.Catalog.TryAddAsync(Custom("shop.a", "B", "", ""), CancellationToken.None));
        Assert.False(await _storage.Catalog.TryAddAsync(Custom("page.visit", "B", "", ""), CancellationToken.None));
        await _storage.RestartAsync();
        Assert.Equal("A", (await _storage.Catalog.FindAsync(EventName.Parse("shop.a"), CancellationToken.None))!.DisplayName);
    }

    [Fact]
    public async Task Add_DiscoveredAction_BecomesCustomAndKeepsWhenItWasSeen()
    {
        await _storage.AppendAsync(Entry("11111111-0000-4000-8000-000000000001", "shop.found"));

        Assert.True(await _storage.Catalog.TryAddAsync(Custom("shop.found", "Found", "", ""), CancellationToken.None));

        foreach (var restart in new[] { false, true })
        {
            if (restart)
            {
                await _storage.RestartAsync();
            }

            var entry = (await SearchAsync("shop.found")).Single();
            Assert.Equal((EventSource.Custom, "Found", Now), (entry.Source, entry.DisplayName, entry.LastSeenAt!.Value));
        }
    }

    [Fact]
    public async Task Update_Words_AreFoundAtOnceAndAfterARestart()
    {
        Assert.True(await _storage.Catalog.TryUpdateAsync(EventName.Parse("page.visit"), "Seite besucht", "", "Web", CancellationToken.None));
        Assert.False(await _storage.Catalog.TryUpdateAsync(EventName.Parse("no.such"), "x", "", "", CancellationToken.None));

        Assert.Single(await SearchAsync("seite besucht"));
        Assert.Single(await SearchAsync("page.visit"));
        await _storage.RestartAsync();
        Assert.Single(await SearchAsync("seite besucht"));
    }

    [Theory]
    [InlineData(CatalogOrder.Action)]
    [InlineData(CatalogOrder.DisplayName)]
    [InlineData(CatalogOrder.Category)]
    [InlineData(CatalogOrder.LastSeen)]
    [InlineData(CatalogOrder.Source)]
    public async Task Search_Descending_IsTheOtherWayRound(CatalogOrder order)
    {
        var up = await _storage.Catalog.SearchAsync(new CatalogQuery("client", order), CancellationToken.None);
        var down = await _storage.Catalog.SearchAsync(new CatalogQuery("client", order, Descending: true), CancellationToken.None);

        Assert.Equal(up.Select(d => d.Action).Reverse(), down.Select(d => d.Action));
        Assert.True(up.Count > 10);
    }

    [Fact]
    public async Task Search_LastSeenDescending_GoesFromTheNewestToTheNeverSeenByName()
    {
        await _storage.AppendAsync(Entry("11111111-0000-4000-8000-000000000001", "page.visit"));

        var found = await _storage.Catalog.SearchAsync(new CatalogQuery(Order: CatalogOrder.LastSeen, Descending: true), CancellationToken.None);

        Assert.Equal("page.visit", found[0].Action.Value);
        var names = found.Skip(1).Select(entry => SearchText.Fold(entry.DisplayName)).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task Search_WithAFilter_FindsOnlyWhatFitsIt()
    {
        await _storage.AppendAsync(Entry("11111111-0000-4000-8000-000000000001", "found.one"));
        await _storage.AppendAsync(Entry("11111111-0000-4000-8000-000000000001", "page.visit"));
        var seen = (await _storage.Catalog.FindAsync(EventName.Parse("page.visit"), CancellationToken.None))!.LastSeenAt!.Value;

        Assert.Equal(["found.one"], await FilterAsync(new CatalogFilter(Source: EventSource.Discovered)));
        Assert.Equal(["page.visit", "found.one"], await FilterAsync(new CatalogFilter(SeenSince: seen)));
        Assert.Empty(await FilterAsync(new CatalogFilter(SeenSince: seen.AddDays(1))));
        Assert.Equal(97, (await FilterAsync(new CatalogFilter(NeverSeen: true))).Count);
        Assert.Equal(["form.submit"], await FilterAsync(new CatalogFilter(Named: name => name.Value == "form.submit")));
        Assert.Empty(await FilterAsync(new CatalogFilter(EventSource.Standard, Named: name => name.Value == "found.one")));
    }

    [Fact]
    public async Task Search_FilteredAndInOrderOverAHundredThousand_IsQuick()
    {
        var index = new CatalogIndex();
        index.Publish([.. Enumerable.Range(0, 100_000).Select(number => Custom($"generated.{number:000000}", $"Generated {number}", "Generated", ""))]);
        var catalog = new EventAuth.Storage.Catalog.EventCatalog(null!, index, null!, null!);
        var query = new CatalogQuery(Order: CatalogOrder.LastSeen, Descending: true, Filter: new CatalogFilter(NeverSeen: true, Named: name => name.Value.Length > 0));
        _ = await catalog.SearchAsync(query, CancellationToken.None);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var found = await catalog.SearchAsync(query, CancellationToken.None);

        Assert.Equal(100_000, found.Count);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private async Task<IReadOnlyList<string>> FilterAsync(CatalogFilter filter) =>
        [.. (await _storage.Catalog.SearchAsync(new CatalogQuery(Filter: filter), CancellationToken.None)).Select(entry => entry.Action.Value)];

    private static EventDefinition Custom(string action, string name, string category, string description) =>
        new(EventName.Parse(action), name, description, category, EventSource.Custom, null);

    private async Task<IReadOnlyList<EventDefinition>> SearchAsync(string text) =>
        await _storage.Catalog.SearchAsync(new CatalogQuery(text), CancellationToken.None);
}

public sealed class EventCatalogOnSqliteTests() : EventCatalogTests(onServer: false);

public sealed class EventCatalogOnPostgresTests() : EventCatalogTests(onServer: true);
