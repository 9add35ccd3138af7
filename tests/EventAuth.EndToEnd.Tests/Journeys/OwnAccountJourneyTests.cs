using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

public sealed class OwnAccountJourneyTests : BrowserTest
{
    private const string NewPassword = "vase tulip gravel";

    [Fact]
    public async Task Password_Changed_ClosesPagesThatAreOpenElsewhere()
    {
        var elsewhere = await OpenSettingsAsync();
        var here = await ComeAsync();
        await here.SignInAsync();
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Account: " + AdminProgram.AdminEmail, Exact = true }).ClickAsync();
        await here.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Your account", Exact = true }).ClickAsync();
        await Expect(here.Page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(2);

        await here.Page.GetByRole(AriaRole.Link, new() { Name = "Change password", Exact = true }).ClickAsync();
        await here.Page.GetByLabel("Current password", new() { Exact = true }).FillAsync(AdminProgram.AdminPassword);
        await here.Page.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Change password", Exact = true }).ClickAsync();

        await Expect(here.Page.GetByText("Your password is changed.")).ToBeVisibleAsync();
        await elsewhere.Page.IsAtAsync("/sign-in");
        await Expect(here.Page.GetByText("this device", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignOutEverywhere_Pressed_ClosesThisPageAndTheOther()
    {
        var elsewhere = await OpenSettingsAsync();
        var here = await ComeAsync();
        await here.SignInAsync("/account");

        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere", Exact = true }).ClickAsync();

        // The form or the page's live connection leads there, whichever is first; only the latter knows the way back.
        await here.Page.IsAtAsync("/sign-in");
        await elsewhere.Page.IsAtAsync("/sign-in");
    }

    [Fact]
    public async Task TwoFactor_TurnedOnByKeyboard_IsAskedForAtTheNextSignIn()
    {
        var owner = await ComeAsync(new VisitorOptions(360));
        await owner.SignInAsync("/account");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Turn on two-factor sign-in", Exact = true }).ClickAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        var app = new AuthenticatorApp((await owner.Page.Locator("code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await owner.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.Code(-1));
        await owner.Page.GetByLabel("Current password", new() { Exact = true }).FillAsync(AdminProgram.AdminPassword);
        await owner.Page.Keyboard.PressAsync("Enter");
        await Expect(owner.Page.GetByRole(AriaRole.List, new() { Name = "Recovery codes", Exact = true }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "I have kept them", Exact = true }).ClickAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Link, new() { Name = "Manage two-factor sign-in", Exact = true })).ToBeVisibleAsync();

        var again = await ComeAsync();
        await again.Page.GotoAsync("/profiles");
        await again.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(AdminProgram.AdminEmail);
        await again.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(AdminProgram.AdminPassword);
        await again.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(again.Page.GetByLabel("Code", new() { Exact = true })).ToBeFocusedAsync();
        await again.Page.Keyboard.TypeAsync(app.Code());
        await again.Page.Keyboard.PressAsync("Enter");
        await again.Page.IsAtAsync("/profiles");
    }
}
