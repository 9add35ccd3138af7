using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Hardening;

/// <summary>What the policy blocks; that no page needs what it forbids is tested in <see cref="Accessibility.EveryPageTests"/>.</summary>
public sealed class ContentSecurityPolicyTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    // What an attacker would try who got markup into a page. Returns what had an effect.
    private const string Inject = """
        () => {
          window.ran = [];
          const script = document.createElement('script');
          script.textContent = 'window.ran.push("script")';
          const button = document.createElement('button');
          button.setAttribute('onclick', 'window.ran.push("handler")');
          const style = document.createElement('style');
          style.textContent = 'body { outline: 7px solid rgb(1, 2, 3) }';
          document.body.append(script, button, style);
          button.click();
          if (getComputedStyle(document.body).outlineWidth === '7px') window.ran.push('style');
          return window.ran.join(' ');
        }
        """;

    [Fact]
    public async Task Markup_ThatGotIntoAPage_RunsNothing()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync();

        // In a separate window, where the browser's reports are expected.
        var page = await visitor.Context.NewPageAsync();
        await page.GotoAsync("/data-management/events");
        var ran = await page.EvaluateAsync<string>(Inject);
        await page.GotoAsync(new Uri(Program.IngestListener, "/healthz").ToString());
        var ranWithoutPolicy = await page.EvaluateAsync<string>(Inject);

        Assert.Equal("", ran);
        Assert.Equal("script handler style", ranWithoutPolicy);
    }

    // Which of these addresses a script of the page reaches. Not by fetch, which the test site keeps for the SDK.
    private const string Reach = """
        async addresses => {
          const reached = [];
          for (const address of addresses) {
            await new Promise(ended => {
              const request = new XMLHttpRequest();
              request.onload = () => reached.push(address);
              request.onloadend = ended;
              request.open('GET', address);
              request.send();
            });
          }
          return reached;
        }
        """;

    private const string OpenFrame = """
        address => new Promise(loaded => {
          const frame = document.createElement('iframe');
          frame.onload = () => loaded(true);
          frame.src = address;
          document.body.append(frame);
        })
        """;

    [Fact]
    public async Task TestSite_InItsFrame_ReachesTheIngestListenerAlone()
    {
        await using var other = await AdminProgram.StartPreparedAsync();
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        var page = await visitor.Context.NewPageAsync();
        await page.GotoAsync("/connect-your-site");
        // Any page may read the script, so that only the policy forbids it.
        string[] addresses =
            [$"{Program.IngestListener}sdk/eventauth.js", $"{Program.Admin}healthz", $"{other.IngestListener}sdk/eventauth.js"];

        await page.EvaluateAsync(OpenFrame, "/connect-your-site/test-site");
        var site = page.Frames[^1];

        Assert.Equal(addresses[..1], await site.EvaluateAsync<string[]>(Reach, addresses));
        Assert.Equal(addresses[1..2], await page.EvaluateAsync<string[]>(Reach, addresses));
        Assert.Equal("", await site.EvaluateAsync<string>(Inject));
    }

    [Fact]
    public async Task ConsolePages_InAFrameOfTheConsole_AreNotShown()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        var page = await visitor.Context.NewPageAsync();
        await page.GotoAsync("/connect-your-site");

        await page.EvaluateAsync(OpenFrame, "/account/password");

        Assert.Equal(0, await page.FrameLocator("iframe").GetByLabel("Current password").CountAsync());
    }

    [Fact]
    public async Task Console_InAFrameOfAnotherPortsPage_IsNotShown()
    {
        var visitor = await ComeAsync();
        var page = await visitor.Context.NewPageAsync();
        await page.GotoAsync(new Uri(Program.IngestListener, "/healthz").ToString());

        await page.EvaluateAsync(OpenFrame, visitor.Address("/sign-in").ToString());

        Assert.Equal(0, await page.FrameLocator("iframe").GetByLabel("E-mail").CountAsync());
    }
}
