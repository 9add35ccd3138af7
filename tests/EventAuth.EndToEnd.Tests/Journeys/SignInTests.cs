using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

public sealed class SignInTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    [Theory]
    [InlineData(EventSettingsTab.Address)]
    [InlineData("/data-management/events")]
    [InlineData("/profiles")]
    public async Task SignIn_PageAskedForBefore_IsWhereItLeads(string path)
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync(AdminProgram.AdminEmail, AdminProgram.AdminPassword, path);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_WrongPassword_IsRefusedAsAnAlert()
    {
        var visitor = await ComeAsync();
        visitor.ExpectRefusal(422);
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(AdminProgram.AdminEmail);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task SignIn_ForeignReturnAddress_StaysHere(string address)
    {
        var visitor = await ComeAsync();
        await visitor.Page.GotoAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(address));
        await visitor.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(AdminProgram.AdminEmail);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(AdminProgram.AdminPassword);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await new EventSettingsTab(visitor.Page).ShownAsync();
        Assert.Equal(Program.Admin.Authority, new Uri(visitor.Page.Url).Authority);
    }
}
