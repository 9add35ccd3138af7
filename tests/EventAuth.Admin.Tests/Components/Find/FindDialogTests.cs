using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Find;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Find;

public sealed class FindDialogTests : IAsyncLifetime
{
    private const string Uuid = "5f0c1a2b-0000-4000-8000-00000000000a";
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Text_OfAnEvent_FindsItAndItsDecisions()
    {
        var found = await FindAsync("form.submit");

        Assert.Contains(found, result => result is { Kind: "Event", Detail: "form.submit", Address: "data-management/events?search=form.submit" });
        Assert.Contains(found, result => result is { Kind: "Decision", Address: "live?action=form.submit" });
    }

    [Fact]
    public async Task Text_OfACustomer_LeadsToTheProfileAndNotIntoTheAddress()
    {
        await _console.AppendAsync(Visit("anna@shop.example"));

        var customer = Assert.Single(await FindAsync("anna@shop.example"), result => result.Kind == "Customer");

        Assert.Equal("profiles/" + Uuid, customer.Address);
    }

    [Fact]
    public async Task Number_OfADecision_LeadsToItsExplanation()
    {
        await _console.AppendAsync(Visit(null));

        Assert.Contains(await FindAsync("1"), result => result is { Kind: "Decision", Name: "Decision 1", Address: "explain?decision=1" });
    }

    [Theory]
    [InlineData(Roles.Administrator, true)]
    [InlineData(Roles.Editor, false)]
    public async Task Pages_ForARole_AreThoseItMaySee(string role, bool seesAccess)
    {
        await _console.SignInAsync(role);

        Assert.Equal(seesAccess, (await FindAsync("")).Any(result => result.Name == "Access"));
    }

    [Fact]
    public async Task Keys_DownAndEnter_ChooseTheSecondResult()
    {
        var dialogs = _console.Page.Render<MudDialogProvider>();
        var opened = await dialogs.InvokeAsync(() => _console.Page.Services.GetRequiredService<IDialogService>().ShowAsync<FindDialog>("Find", FindDialog.Options));
        dialogs.WaitForElement("input[role=combobox]");
        dialogs.WaitForAssertion(() => Assert.True(dialogs.FindAll("[role=option]").Count > 2));

        dialogs.Once("input[role=combobox]", field => field.KeyDown("ArrowDown"));
        dialogs.WaitForAssertion(() => Assert.Equal("true", dialogs.FindAll("[role=option]")[1].GetAttribute("aria-selected")));
        dialogs.Once("input[role=combobox]", field => field.KeyDown("Enter"));

        Assert.Equal("live", (await opened.Result)?.Data);
    }

    private static PlainEvent Visit(string? email)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new PlainEvent { Action = EventName.Parse("client.login"), ClientUuid = Uuid, ClientEmail = email, Time = now, ReceivedAt = now };
    }

    private Task<IReadOnlyList<FindResult>> FindAsync(string text) =>
        _console.Page.Services.GetRequiredService<Finder>().FindAsync(text, _console.SignedIn, CancellationToken.None);
}
