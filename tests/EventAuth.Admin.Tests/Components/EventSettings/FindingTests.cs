using AngleSharp.Dom;
using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Texts;
using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>What the tab reports as worth a look, and its fix with one click.</summary>
public sealed class FindingTests : IAsyncLifetime
{
    private const EventListKind Anonymous = EventListKind.AnonymousWithoutJwt;
    private const EventListKind WithoutJwt = EventListKind.UpdateWithoutJwt;
    private const EventListKind WithJwt = EventListKind.UpdateWithJwt;

    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Fix_OnAClosedCard_OpensItWithTheChangeAndAppliesNothing()
    {
        var tab = SettingsTab.Open(_console);

        tab.Click(WithoutJwt, "Remove it here");

        tab.Page.WaitForAssertion(() => Assert.Equal(["client.login"], tab.EventList));
        Assert.Contains("1 event, 1 removed", tab.Card(WithoutJwt).TextContent, StringComparison.Ordinal);
        Assert.Equal(1, _console.Policies.Current.Version);
        tab.Apply(WithoutJwt);
        tab.WaitUntilClosed(WithoutJwt);
        Assert.Equal("Set", tab.Badge(WithoutJwt));
    }

    [Fact]
    public async Task Fix_OfAnotherList_OpensThatCard()
    {
        await DefineCertificateAsync();
        await _console.PutOnListAsync(WithoutJwt, "newsletter.unsubscribe");
        var tab = SettingsTab.Open(_console);

        tab.Click(WithoutJwt, "Move it to the list with JWT");

        tab.Page.WaitForAssertion(() => Assert.True(tab.IsOpen(WithJwt)));
        Assert.Equal(["newsletter.unsubscribe", "form.submit"], tab.EventList);
        Assert.Contains($"Also removed from “{WithoutJwt.ToTitle()}”", tab.Card(WithJwt).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_WithADraftOfAnotherList_AsksFirst()
    {
        await _console.PutOnListAsync(Anonymous, "cart.update");
        var tab = SettingsTab.Open(_console);
        tab.Define(WithoutJwt);
        tab.AddEvent("cart.add");

        tab.Click(Anonymous, "Add page.visit");
        tab.Answer("Keep editing");
        tab.Page.WaitForAssertion(() => Assert.Empty(tab.Page.FindAll(".mud-dialog")));
        Assert.True(tab.IsOpen(WithoutJwt));

        tab.Click(Anonymous, "Add page.visit");
        tab.Answer("Discard changes");
        tab.Page.WaitForAssertion(() => Assert.Equal(["page.visit", "cart.update"], tab.EventList));
    }

    [Fact]
    public void Fix_NoCertificate_OpensItsDialog()
    {
        var tab = SettingsTab.Open(_console);

        tab.Click(WithJwt, "Define the certificate");

        tab.Page.WaitForAssertion(() => Assert.Contains("Certificate code", tab.Page.Find("[role=dialog]").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Roles.Viewer, 0, 0)]
    [InlineData(Roles.Editor, 1, 0)]
    [InlineData(Roles.Administrator, 1, 1)]
    public async Task Fix_OfARole_IsOfferedWithItsRights(string role, int removes, int defines)
    {
        await _console.SignInAsync(role);
        var page = _console.Page.Render<SettingsHost>();
        page.WaitForAssertion(() => Assert.Contains("form.submit is also on the list with JWT below", page.Markup.Replace("<code>", "", StringComparison.Ordinal).Replace("</code>", "", StringComparison.Ordinal), StringComparison.Ordinal));

        var buttons = page.FindAll("section button").Select(button => button.TextContent.Trim()).ToList();

        Assert.Equal(removes, buttons.Count(text => text == "Remove it here"));
        Assert.Equal(defines, buttons.Count(text => text == "Define the certificate"));
    }

    [Fact]
    public async Task Hint_DoesNotTurnTheBadgeYellow()
    {
        await _console.PutOnListAsync(Anonymous, "page.visit");
        await _console.PutOnListAsync(Anonymous, "page.visits");
        var tab = SettingsTab.Open(_console);

        tab.Page.WaitForAssertion(() => Assert.Contains("page.visits is nearly the same name as page.visit", tab.Card(Anonymous).TextContent, StringComparison.Ordinal));
        Assert.Equal("Set", tab.Badge(Anonymous));
        Assert.Equal("1 hint", tab.Card(Anonymous).QuerySelector("summary")!.TextContent);
        tab.Click(Anonymous, "Remove it");
        tab.Page.WaitForAssertion(() => Assert.Equal(["page.visit"], tab.EventList));
    }

    [Fact]
    public void Draft_SlipAdded_IsToldWhileEditing()
    {
        var tab = SettingsTab.Open(_console);
        tab.Define(WithJwt);

        tab.AddEvent("cart.statuss");
        tab.Page.WaitForAssertion(() => Assert.Contains("cart.statuss is nearly the same name as cart.status", tab.Card(WithJwt).TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Draft_EventOnTheOtherUpdatingList_SaysThatThisListWins()
    {
        var tab = SettingsTab.Open(_console);
        tab.Define(WithJwt);

        tab.AddEvent("client.login");

        tab.Page.WaitForAssertion(() => Assert.Contains("This list takes priority: the other entry has no effect.", tab.Card(WithJwt).TextContent, StringComparison.Ordinal));
    }

    private async Task DefineCertificateAsync() => Assert.IsType<ApplyResult.Applied>(await _console.PolicyService.ApplyAsync(
        PolicyChange.OfCertificate(SigningKey.Shared.PublicPem, overwrite: false), _console.Policies.Current.Version, "other@shop.example", rebase: true, CancellationToken.None));
}
