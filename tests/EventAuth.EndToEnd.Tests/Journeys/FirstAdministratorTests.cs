using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>A fresh installation: from the link on standard output to the tab.</summary>
public sealed class FirstAdministratorTests : BrowserTest
{
    protected override ProgramSettings Settings => new() { Bootstrap = false };

    [Fact]
    public async Task FreshStart_OneTimeLink_LeadsToTheFirstAdministratorAndToTheTab()
    {
        var link = await FreshStartTests.LinkAsync(Program);
        var visitor = await ComeAsync();

        await visitor.Page.GotoAsync(link.ToString());
        await visitor.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("first@shop.example");
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(AdminProgram.AdminPassword);
        await visitor.Page.GetByRole(AriaRole.Button).ClickAsync();
        await visitor.Page.IsAtAsync(EventSettingsTab.Address);
        await new EventSettingsTab(visitor.Page).ShownAsync();

        var late = await ComeAsync();
        late.ExpectRefusal(404);
        await late.Page.GotoAsync(link.ToString());
        await Expect(late.Page.GetByLabel("Password")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task FreshStart_PageAskedFor_LeadsToSignInAndBack()
    {
        var visitor = await ComeAsync();
        await visitor.Page.GotoAsync("/profiles");
        await visitor.Page.IsAtAsync("/sign-in");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
    }
}
