using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

public sealed class AccessJourneyTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    private const string Email = "viewer@shop.example";

    [Fact]
    public async Task Person_InvitedPromotedAndRemoved_SeesEachAtOnceOnTheOpenPage()
    {
        var admin = await ComeAsync();
        await admin.SignInAsync("/access");
        var guest = await AcceptAsync(await InviteAsync(admin, Email));
        var define = guest.Page.GetByRole(AriaRole.Button, new() { Name = "Define", Exact = true });
        await Expect(guest.Page.GetByRole(AriaRole.Region, new() { Name = "Certificate", Exact = true })).ToBeVisibleAsync();
        await Expect(define).ToHaveCountAsync(0);
        await Expect(guest.Page.GetByRole(AriaRole.Link, new() { Name = "Access", Exact = true })).ToHaveCountAsync(0);

        var role = admin.Page.GetByRole(AriaRole.Combobox, new() { Name = "Role of " + Email, Exact = true });
        await role.ChooseAsync("Editor");
        await Expect(define).ToHaveCountAsync(4);

        await role.ChooseAsync("Administrator");
        await Expect(define).ToHaveCountAsync(5);

        // A page for administrators disappears as soon as the right is removed, and the open page has no way back to it.
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "Audit trail", Exact = true }).ClickAsync();
        await Expect(guest.Page.GetByRole(AriaRole.List, new() { Name = "Audit entries", Exact = true })).ToBeVisibleAsync();
        await role.ChooseAsync("Viewer");
        await Expect(guest.Page.GetByRole(AriaRole.List, new() { Name = "Audit entries", Exact = true })).ToHaveCountAsync(0);
        await Expect(guest.Page.GetByText("Your account may not see this page")).ToBeVisibleAsync();
        await guest.Page.EvaluateAsync("() => Blazor.navigateTo('/access')");
        await guest.Page.IsAtAsync("/access");
        await Expect(guest.Page.GetByText("Your account may not see this page")).ToBeVisibleAsync();
        await Expect(guest.Page.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Remove " + Email, Exact = true }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await guest.Page.IsAtAsync("/sign-in");
        await Expect(guest.Page.GetByLabel("Password", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task LastAdministrator_GivingUpTheRole_IsToldWhyNot()
    {
        var admin = await ComeAsync();
        await admin.SignInAsync("/access");
        var role = admin.Page.GetByRole(AriaRole.Combobox, new() { Name = "Role of " + AdminProgram.AdminEmail, Exact = true });

        await role.ChooseAsync("Viewer");
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Change role", Exact = true }).ClickAsync();

        await Expect(admin.Page.GetByText("This is the last administrator.")).ToBeVisibleAsync();
        await Expect(role).ToHaveTextAsync("Administrator – full access");
    }

    [Fact]
    public async Task ApiKey_MadeAndRevoked_WorksBetween()
    {
        var admin = await ComeAsync();
        await admin.SignInAsync("/access");
        var page = admin.Page;

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create key", Exact = true }).ClickAsync();
        var key = await page.Locator("code", new() { HasTextString = "eventauth_" }).InnerTextAsync();
        Assert.Equal(200, await StatusAsync(key));

        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke shop", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "shop", Exact = true })).ToHaveCountAsync(0);
        Assert.Equal(401, await StatusAsync(key));
    }

    private static async Task<string> InviteAsync(Visitor admin, string email)
    {
        await admin.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        return await admin.Page.Locator("code", new() { HasTextString = "/invitation?code=" }).InnerTextAsync();
    }

    private async Task<Visitor> AcceptAsync(string link)
    {
        var guest = await ComeAsync();
        await guest.Page.GotoAsync(link);
        await guest.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("a password of my own");
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Create account", Exact = true }).ClickAsync();
        await guest.Page.IsAtAsync(EventSettingsTab.Address);
        return guest;
    }

    private async Task<int> StatusAsync(string key)
    {
        using var client = new HttpClient { BaseAddress = Program.Admin };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await client.GetAsync("/api/v1/policy");
        return (int)answer.StatusCode;
    }
}
