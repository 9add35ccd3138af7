using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.Testing.BrokenTokens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Accessibility;

/// <summary>The part of <see cref="PageWalk"/> for the pages that developers use: each in its main states.</summary>
internal static class DeveloperPageWalk
{
    // Each language's code; test events that are accepted and refused, and a name that is none.
    public static async Task WalkConnectAsync(Visitor visitor, Func<string, Task> look)
    {
        var connect = new ConnectPage(visitor.Page);
        await visitor.Page.GotoAsync(ConnectPage.Address);
        await Expect(connect.Done.First).ToBeVisibleAsync();
        await look("connect your site");
        await connect.ReadProgramAsync("Java");
        await look("connect your site, Java");
        await connect.Event.FillAsync("page");
        await Expect(visitor.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await look("connect your site, suggestions");
        await connect.SendAsync("no name");
        await Expect(visitor.Page.GetByText("Enter the name of an event.").First).ToBeVisibleAsync();
        await look("connect your site, no event");
        await connect.SendAsync("page.visit");
        await Expect(connect.Explain).ToBeVisibleAsync();
        await look("connect your site, accepted");
        visitor.ExpectRefusal(401);
        await connect.SendAsync("form.submit");
        await Expect(connect.Verdict).ToContainTextAsync("Rejected");
        await Expect(connect.Explain).ToBeVisibleAsync();
        await look("connect your site, rejected");
    }

    public static async Task WalkInspectorAsync(Visitor visitor, Func<string, Task> look)
    {
        var mint = new TokenMint(TimeProvider.System.GetUtcNow());
        var inspector = new TokenInspectorPage(visitor.Page);
        await visitor.Page.GotoAsync(TokenInspectorPage.Address);
        await Expect(inspector.Inspect).ToBeEnabledAsync();
        await look("token inspector");
        await inspector.InspectAsync(TokenMint.InForce.SignCompact("""{"alg":"RS256","x5u":"https://shop.example/keys"}""", mint.Claims($"\"Email\":\"{new string('x', 300)}\"")).Insert(100, "\n"));
        await Expect(inspector.Alert).ToBeVisibleAsync();
        await look("token inspector, refused");
        await inspector.InspectAsync(mint.Good());
        await Expect(inspector.Verdict).ToBeVisibleAsync();
        await look("token inspector, good token");
    }

    public static async Task WalkBackendCheckAsync(Visitor visitor, Func<string, Task> look)
    {
        var mint = new TokenMint(TimeProvider.System.GetUtcNow());
        var check = new BackendCheckPage(visitor.Page);
        await visitor.Page.GotoAsync(BackendCheckPage.Address);
        await Expect(check.Check).ToBeEnabledAsync();
        await look("check your backend");
        await check.CheckAsync($"\"{TokenMint.Stranger.SignCompact("""{"alg":"RS256"}""", mint.Claims($"\"email\":\"{new string('x', 300)}\",\"name\":\"Ada\""))}\"");
        await Expect(check.Alert).ToBeVisibleAsync();
        await look("check your backend, refused");
        await check.CheckAsync(mint.Good());
        await Expect(check.Verdict).ToHaveTextAsync("Conforms");
        await look("check your backend, good token");
    }
}
