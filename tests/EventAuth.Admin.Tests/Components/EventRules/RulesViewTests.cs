using System.Diagnostics;
using EventAuth.Admin.Components.EventRules;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventRules;

public sealed class RulesViewTests
{
    [Fact]
    public async Task Show_ListOfAHundredThousandEvents_CountsAllAndMakesOnlyThePage()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var names = Enumerable.Range(0, 100_000).Select(number => EventName.Parse($"generated.{number:000000}"));
        var before = EventPolicy.Initial.With(EventListKind.UpdateWithJwt, names);
        var after = before.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("page.visit")]);
        var view = new RulesView(console.Catalog);
        var watch = Stopwatch.StartNew();

        await view.ShowAsync(after, before, search: "", onlyDiffering: false);
        var rows = await view.ReadAsync(page: 2_000);

        Assert.Equal(100_000 + 98 + 1, view.Found);
        Assert.Equal("generated.099997", rows[0].Events.Single().Value);
        Assert.Equal(RulesView.PageSize, rows.Count);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }
}
