using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Accessibility;

/// <summary>Every page of the console in each of its main states, one after the other.</summary>
internal static class PageWalk
{
    /// <summary>Opens each page and passes it on, with a name for the failure.</summary>
    /// <param name="visitor">Not signed in yet.</param>
    /// <param name="customer">The uuid of a profile with activities.</param>
    /// <param name="look">What to do at each page.</param>
    public static async Task WalkAsync(Visitor visitor, string customer, Func<string, Task> look)
    {
        var page = visitor.Page;
        await page.GotoAsync("/sign-in");
        await look("sign-in");

        var tab = await visitor.OpenSettingsAsync();
        await look("tab, closed");
        await WalkTopBarAsync(page, look);

        var card = tab.List(EventSettingsTab.WithoutJwt);
        await card.OpenAsync();
        await look("tab, open card");
        await card.Search.FillAsync("client");
        await card.Options.First.ClickAsync();
        await Expect(card.Add).ToBeEnabledAsync();
        await look("tab, open card with suggestions");
        await card.Add.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Effective rules of this draft", Exact = true })).ToBeVisibleAsync();
        await look("tab, open card with the rules of the draft");
        await card.Search.PasteAsync("page.visit\nshop.new\nx");
        await Expect(card.Pasted).ToBeVisibleAsync();
        await look("tab, open card with pasted names");
        await card.Cancel.ClickAsync();
        await Expect(card.Define).ToBeVisibleAsync();

        var dialog = await tab.DefineCertificateAsync();
        await look("certificate dialog");
        await dialog.Code.FillAsync("not a key");
        await Expect(dialog.Alert.First).ToBeVisibleAsync();
        await look("certificate dialog with an alert");
        await dialog.Cancel.ClickAsync();

        await WalkOverviewAsync(page, look);
        await WalkCatalogueAsync(page, look);
        await page.GotoAsync("/profiles");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await look("profiles");
        await page.GotoAsync("/profiles/" + customer);
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Activity list", Exact = true })).ToBeVisibleAsync();
        await look("a profile");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete customer", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await look("delete customer");
        await WalkLiveAsync(page, look);
        await DeveloperPageWalk.WalkConnectAsync(visitor, look);
        await WalkExplanationsAsync(page, look);
        await DeveloperPageWalk.WalkInspectorAsync(visitor, look);
        await DeveloperPageWalk.WalkBackendCheckAsync(visitor, look);
        await page.GotoAsync("/access");
        await Expect(page.GetByRole(AriaRole.Rowheader).First).ToBeVisibleAsync();
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("somebody.with.a.long.name@shop.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        await Expect(page.Locator("code", new() { HasTextString = "/invitation?code=" })).ToBeVisibleAsync();
        await look("access");
        var link = await page.Locator("code", new() { HasTextString = "/invitation?code=" }).InnerTextAsync();
        await page.GotoAsync("/audit-trail");
        var newest = page.GetByRole(AriaRole.List, new() { Name = "Audit entries", Exact = true }).GetByRole(AriaRole.Listitem).First;
        await Expect(newest).ToContainTextAsync("Person invited");
        await look("audit trail");
        await newest.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(newest).ToContainTextAsync("somebody.with.a.long.name@shop.example");
        await look("audit trail, open entry");
        await WalkAccountAsync(page, look);
        await page.GotoAsync(link);
        await look("invitation");
        visitor.ExpectRefusal(404);
        await page.GotoAsync("/profiles/" + Guid.NewGuid());
        await Expect(page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await look("a profile that is not there");
        await page.GotoAsync("/no/such/page");
        await Expect(page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await look("not found");
    }

    // The account menu, what Ctrl+K finds and, on a narrow screen, the menu of pages.
    private static async Task WalkTopBarAsync(IPage page, Func<string, Task> look)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Account: " + AdminProgram.AdminEmail, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeVisibleAsync();
        await look("account menu");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await look("find");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        var menu = page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true });
        if (await menu.IsVisibleAsync())
        {
            await menu.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Overview", Exact = true })).ToBeVisibleAsync();
            await look("menu");
            await page.Keyboard.PressAsync("Escape");
        }
    }

    // The catalogue with a menu and a selection, its dialogs, an invalid address; the rules, also compared.
    private static async Task WalkCatalogueAsync(IPage page, Func<string, Task> look)
    {
        await page.GotoAsync("/data-management/events");
        await Expect(page.GetByRole(AriaRole.Rowheader).First).ToBeVisibleAsync();
        await look("events");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Source" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Discovered" })).ToBeVisibleAsync();
        await look("events, filter");
        await page.GetByRole(AriaRole.Option, new() { Name = "Discovered" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select found.by.itself", Exact = true }).CheckAsync();
        await Expect(page.GetByText("1 event selected")).ToBeVisibleAsync();
        await look("events, one selected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to list", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await look("add to list");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New event", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await look("new event");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create event", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Nothing was saved.")).ToBeVisibleAsync();
        await look("new event, refused");
        await page.GotoAsync("/data-management/events?source=x");
        await Expect(page.GetByText("It is left out here.")).ToBeVisibleAsync();
        await look("events, address of nonsense");

        await page.GotoAsync("/data-management/events/effective-rules");
        await Expect(page.GetByRole(AriaRole.Rowheader).First).ToBeVisibleAsync();
        await look("effective rules");
        await page.GotoAsync("/data-management/events/effective-rules?compare=1");
        await Expect(page.GetByText("in version 1").First).ToBeVisibleAsync();
        await look("effective rules, compared");
        await WalkChangesAsync(page, look);
    }

    private static async Task WalkChangesAsync(IPage page, Func<string, Task> look)
    {
        await page.GotoAsync("/data-management/events/history?from=1&to=1");
        await Expect(page.GetByText("Changes nothing for anybody.")).ToBeVisibleAsync();
        await look("history, two versions compared");
        await page.GotoAsync("/data-management/events/guarantees");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert)).Not.ToHaveCountAsync(0);
        await look("guarantees, refused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add page.visit from anonymous customers is always accepted.", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await look("guarantee, before it is added");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
    }

    // The chart and the tables, with PostgreSQL also that of the nodes, then the table of the chart.
    private static async Task WalkOverviewAsync(IPage page, Func<string, Task> look)
    {
        var tables = TestDatabase.IsPostgres ? 5 : 4;
        await page.GotoAsync("/overview");
        await Expect(page.GetByRole(AriaRole.Img).Locator("svg text").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Table)).ToHaveCountAsync(tables);
        await look("overview");
        await page.GetByRole(AriaRole.Main).Locator("details > summary").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table)).ToHaveCountAsync(tables + 1);
        await look("overview, table of the chart");
    }

    // The form, with something wrong and with a token to paste; explanations of hypothetical and recorded events; a decision that does not exist.
    private static async Task WalkExplanationsAsync(IPage page, Func<string, Task> look)
    {
        var explain = new ExplainPage(page);
        await page.GotoAsync(ExplainPage.Address);
        await explain.Explain.ClickAsync();
        await Expect(page.GetByText("Enter the name of an event.").First).ToBeVisibleAsync();
        await explain.ChooseTokenAsync("A token that I paste");
        await Expect(explain.PastedToken).ToBeVisibleAsync();
        await look("explain, form");
        await explain.Event.FillAsync("page");
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await look("explain, suggestions");
        foreach (var action in new[] { "cart.update", "form.submit" })
        {
            await page.GotoAsync($"/explain?action={action}&customer=anonymous&token=none");
            await Expect(page.GetByText("How to have it")).ToBeVisibleAsync();
            await look("explain, " + action);
        }

        await page.GotoAsync("/explain?decision=1");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Recorded decision 1", Exact = true })).ToBeVisibleAsync();
        await look("explain, recorded");
        await page.GotoAsync("/explain?decision=999999999");
        await Expect(page.GetByText("This decision is not recorded")).ToBeVisibleAsync();
        await look("explain, not recorded");
    }

    // Rows, all filters with something wrong, a row with its explanation, an invalid address, a time without records.
    private static async Task WalkLiveAsync(IPage page, Func<string, Task> look)
    {
        var live = new LivePage(page);
        await page.GotoAsync(LivePage.Address);
        await Expect(live.Rows.First).ToBeVisibleAsync();
        await live.Pause.ClickAsync();
        await look("live");
        await live.OpenFiltersAsync();
        await live.Reason.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await look("live, reasons");
        await page.Keyboard.PressAsync("Escape");
        await page.ListClosedAsync();
        await live.Event.FillAsync("no name");
        await live.Filter.ClickAsync();
        await Expect(page.GetByText("Not a valid event name.").First).ToBeVisibleAsync();
        await look("live, filters");
        await live.SelectAsync(live.Rows.First);
        await look("live, explanation");
        await page.GotoAsync(LivePage.Address + "?outcome=x&action=a%20b&code=x&since=x");
        await Expect(page.GetByText(", so it is ignored.")).ToHaveCountAsync(4);
        await look("live, address of nonsense");
        await page.GotoAsync(LivePage.Address + "?code=malformed_json&until=2020-01-01T00:00:00Z");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No matching events", Exact = true })).ToBeVisibleAsync();
        await look("live, the past");
    }

    // From the account through turning on the second factor to the code at the next sign-in.
    private static async Task WalkAccountAsync(IPage page, Func<string, Task> look)
    {
        await page.GotoAsync("/account");
        await Expect(page.GetByRole(AriaRole.Rowheader).First).ToBeVisibleAsync();
        await look("your account");
        await page.GotoAsync("/account/password");
        await look("change password");
        await page.GotoAsync("/account/two-factor");
        await look("turn on two-factor sign-in");
        var app = new AuthenticatorApp((await page.Locator("code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.Code(-1));
        await page.GetByLabel("Current password", new() { Exact = true }).FillAsync(AdminProgram.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Recovery codes", Exact = true })).ToBeVisibleAsync();
        await look("recovery codes");
        await page.GotoAsync("/account/two-factor");
        await look("two-factor sign-in");
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere", Exact = true }).ClickAsync();
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(AdminProgram.AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(AdminProgram.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByLabel("Code", new() { Exact = true })).ToBeVisibleAsync();
        await look("code at sign-in");
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.Code());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        // Back at the account or at the start page, depending on what noticed first that the sign-in had ended.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account: " + AdminProgram.AdminEmail, Exact = true })).ToBeVisibleAsync();
    }
}
