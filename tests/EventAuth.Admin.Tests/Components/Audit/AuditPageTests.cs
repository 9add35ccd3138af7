using Bunit;
using EventAuth.Admin.Components.Audit;
using EventAuth.Core.Audit;
using EventAuth.Core.Policies;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Audit;

public sealed class AuditPageTests : IAsyncLifetime
{
    private const string Items = "ul[aria-label='Audit entries'] > li";
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Entries_ListChanged_ShowsWhoAndOpensToBeforeAndAfter()
    {
        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "cart.update");
        var page = _console.Page.Render<AuditPage>();

        var item = page.WaitForElements(Items)[0];
        Assert.Contains("other@shop.example", item.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("cart.update", page.Markup, StringComparison.Ordinal);
        Assert.Contains("+1 event on “Events with JWT allowed for updating customer's information”", item.TextContent, StringComparison.Ordinal);
        page.InOneTurn(() => page.Find(Items + " button").Click());

        Assert.Equal("true", page.Find(Items + " button").GetAttribute("aria-expanded"));
        var facts = page.FindAll(Items + ":first-child dd").Select(fact => fact.TextContent).ToList();
        Assert.DoesNotContain("cart.update", facts[1], StringComparison.Ordinal);
        Assert.Contains("cart.update", facts[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_ByActionAndText_ShowsWhatFitsAndExportsTheSame()
    {
        await RecordAsync("one", 1);
        await RecordAsync("two", 1);
        var menus = _console.Page.Render<MudPopoverProvider>();
        var page = _console.Page.Render<AuditPage>();
        Assert.Equal(3, page.WaitForElements(Items).Count);

        page.FindComponents<MudSelect<string>>().Single().Find("[role=combobox]").MouseDown();
        menus.Once("[role=option]", option => option.Click(), option => option.TextContent == "Signed out");
        page.InOneTurn(() => page.Find("#audit-search").Change("tw"));
        page.InOneTurn(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.Single(page.FindAll(Items)));
        Assert.Contains("two", page.Find(Items).TextContent, StringComparison.Ordinal);
        Assert.Equal("audit-trail/export/csv?search=tw&action=sign-out.succeeded", page.Find("nav[aria-label=Export] a").GetAttribute("href"));
    }

    [Fact]
    public void Search_NothingFits_SaysSoAndCanBeCleared()
    {
        var page = _console.Page.Render<AuditPage>();
        page.WaitForElements(Items);
        page.InOneTurn(() => page.Find("#audit-to").Change("2001-01-01"));
        page.InOneTurn(() => page.Find("form").Submit());
        page.WaitForAssertion(() => Assert.Equal("No entries found", page.Find(".empty-state h2").TextContent));

        page.InOneTurn(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Clear").Click());

        page.WaitForAssertion(() => Assert.Single(page.FindAll(Items)));
    }

    [Fact]
    public async Task Pages_NewEntriesMeanwhile_GoOnWhereTheLastEnded()
    {
        await RecordAsync("subject", 60);
        var page = _console.Page.Render<AuditPage>();
        Assert.Equal(50, page.WaitForElements(Items).Count);
        await RecordAsync("later", 5);

        page.InOneTurn(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Older").Click());

        page.WaitForAssertion(() => Assert.Equal(11, page.FindAll(Items).Count));
        Assert.DoesNotContain("later", page.Find("ul[aria-label='Audit entries']").TextContent, StringComparison.Ordinal);
    }

    private async Task RecordAsync(string subject, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _console.Page.Services.GetRequiredService<IAuditTrail>().RecordAsync(new AuditFact(AuditAction.SignedOut, subject), CancellationToken.None);
        }
    }
}
