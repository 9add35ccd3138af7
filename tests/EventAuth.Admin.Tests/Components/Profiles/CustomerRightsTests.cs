using AngleSharp.Dom;
using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Profiles;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Profiles;

public sealed class CustomerRightsTests : IAsyncLifetime
{
    private const string Uuid = "11111111-0000-4000-8000-000000000001";
    private ConsoleFixture _console = null!;
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        await _console.AppendAsync(new PlainEvent
        {
            Action = EventName.Parse("form.submit"),
            Token = new TokenIdentity(Uuid, "anna@shop.example", "c-17"),
            Time = DateTimeOffset.UnixEpoch,
            ReceivedAt = DateTimeOffset.UnixEpoch,
        });
        _dialogs = _console.Page.Render<MudDialogProvider>();
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData(Roles.Viewer, 0)]
    [InlineData(Roles.Editor, 0)]
    [InlineData(Roles.Administrator, 1)]
    public async Task Rights_ByRole_AreOfferedToAdministratorsAlone(string role, int cards)
    {
        await _console.SignInAsync(role);

        var page = Open();

        Assert.Equal(cards, page.FindAll("h2").Count(title => title.TextContent == "Privacy"));
    }

    [Fact]
    public async Task Delete_TypedConfirmation_IsDoneOnlyWhenItIsRight()
    {
        var page = Open();
        page.InOneTurn(() => Button(page.FindAll("button"), "Delete customer").Click());
        _dialogs.WaitForElement("#delete-confirmation");

        _dialogs.InOneTurn(() => _dialogs.Find("#delete-confirmation").Input("anna@shop"));
        Assert.True(Button(_dialogs.FindAll("button"), "Delete customer").HasAttribute("disabled"));
        _dialogs.InOneTurn(() => _dialogs.Find("form").Submit());
        Assert.NotNull(await FindAsync());

        _dialogs.InOneTurn(() => _dialogs.Find("#delete-confirmation").Input("anna@shop.example"));
        _dialogs.InOneTurn(() => _dialogs.Find("form").Submit());

        page.WaitForAssertion(() => Assert.EndsWith("/profiles", _console.Navigation.Uri, StringComparison.Ordinal));
        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task Delete_RightLostMeanwhile_DeletesNothingAndSaysSo()
    {
        var page = Open();
        page.InOneTurn(() => Button(page.FindAll("button"), "Delete customer").Click());
        _dialogs.Once("#delete-confirmation", element => element.Input("anna@shop.example"));
        await _console.DemoteSilentlyAsync(Roles.Editor);

        _dialogs.InOneTurn(() => _dialogs.Find("form").Submit());

        page.WaitForAssertion(() => Assert.Contains("may no longer do this", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.NotNull(await FindAsync());
    }

    [Fact]
    public void EndTokens_Confirmed_AreEnded()
    {
        var page = Open();
        page.InOneTurn(() => Button(page.FindAll("button"), "Sign this customer out").Click());

        _dialogs.WaitForElement("[role=dialog] button");
        _dialogs.InOneTurn(() => Button(_dialogs.FindAll("button"), "Sign out").Click());

        page.WaitForAssertion(() => Assert.True(_console.HasEndedTokens()));
    }

    private IRenderedComponent<ProfilePage> Open()
    {
        var page = _console.Page.Render<ProfilePage>(set => set.Add(shown => shown.Uuid, Uuid));
        page.WaitForElement(".facts");
        return page;
    }

    private Task<Core.Profiles.Profile?> FindAsync() => _console.Profiles.FindByUuidAsync(Uuid, CancellationToken.None);

    private static IElement Button(IEnumerable<IElement> buttons, string name) => buttons.Single(button => button.TextContent.Trim() == name);
}
