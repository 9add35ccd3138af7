using Bunit;
using EventAuth.Admin.Components.EventSettings;
using EventAuth.Admin.Components.EventSettings.Drafts;
using EventAuth.Core.Policies;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>What the browser keeps, and what happens to it when the page starts again.</summary>
public sealed class KeptDraftTests
{
    private const EventListKind Kind = EventListKind.UpdateWithJwt;

    [Fact]
    public async Task Start_KeptDraft_OpensTheCardAndApplies()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var drafts = Keep(console, Draft(console, ConsoleFixture.Person));

        var tab = SettingsTab.Open(console, Kind);

        Assert.Equal(["cart.add", "form.submit"], tab.EventList);
        Assert.Equal(["page.visit"], tab.Picked);
        Assert.Equal("trans", tab.Search.GetAttribute("value"));
        Assert.Equal("half a comment", tab.Page.Find("[data-draft=comment]").GetAttribute("value"));
        tab.Page.InOneTurn(() => tab.Add.Click());
        tab.Page.WaitForAssertion(() => Assert.Equal(3, tab.EventList.Count));
        tab.Apply(Kind);
        tab.WaitUntilClosed(Kind);
        Assert.Equal(3, console.Policies.Current.Revision.Policy[Kind].Count);
        tab.Page.WaitForAssertion(() => Assert.Contains(drafts.Invocations, call => call.Identifier == "clear"));
    }

    [Fact]
    public async Task Start_KeptDraftOfAnOlderVersion_FindsTheConflict()
    {
        await using var console = await ConsoleFixture.StartAsync();
        Keep(console, Draft(console, ConsoleFixture.Person) with { Picked = [] });
        await console.PutOnListAsync(Kind, "cart.theirs");
        var tab = SettingsTab.Open(console, Kind);

        tab.Apply(Kind);

        tab.Page.WaitForAssertion(() => Assert.Contains("cart.theirs", tab.Alert, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("somebody.else@shop.example", 1)]
    [InlineData(ConsoleFixture.Person, 99)]
    public async Task Start_DraftOfAnotherPersonOrDatabase_IsForgotten(string author, int basedOn)
    {
        await using var console = await ConsoleFixture.StartAsync();
        var drafts = Keep(console, Draft(console, author) with { BasedOn = basedOn });

        var tab = SettingsTab.Open(console);

        Assert.All(EventPolicy.Kinds, kind => Assert.False(tab.IsOpen(kind)));
        Assert.Contains(drafts.Invocations, call => call.Identifier == "clear");
    }

    [Fact]
    public async Task EachChange_OpenDraft_IsHandedToTheBrowser()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var drafts = console.Page.JSInterop.SetupModule("./drafts.js");
        drafts.Mode = JSRuntimeMode.Loose;
        var tab = SettingsTab.Open(console);
        tab.Define(Kind);

        tab.AddEvent("cart.add");

        var kept = KeptDraft.FromJson(System.Text.Encoding.UTF8.GetBytes((string)drafts.Invocations.Last(call => call.Identifier == "save").Arguments[0]!));
        Assert.NotNull(kept);
        Assert.Equal((Kind, 1, ConsoleFixture.Person), (kept.Kind, kept.BasedOn, kept.Author));
        Assert.Equal(["cart.add"], kept.Added);
    }

    private static BunitJSModuleInterop Keep(ConsoleFixture console, KeptDraft draft)
    {
        var json = System.Text.Json.JsonSerializer.Serialize(draft, KeptDraftJson.Default.KeptDraft);
        var module = console.Page.JSInterop.SetupModule("./drafts.js");
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<IJSStreamReference?>("read").SetResult(new KeptText(json));
        return module;
    }

    private static KeptDraft Draft(ConsoleFixture console, string author) =>
        new(author, Kind, console.Policies.Current.Version, ["cart.add"], [], ["page.visit"], "trans", "half a comment");
}
