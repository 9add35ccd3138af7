using System.Collections.Concurrent;
using EventAuth.EndToEnd.Tests.Accessibility;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Hardening;

public sealed class ContentSecurityPolicyTests : BrowserTest
{
    private const string Listen =
        "document.addEventListener('securitypolicyviolation', violation => noteViolation(`${violation.violatedDirective} ${violation.blockedURI} at ${location}`))";

    // What somebody would try who got markup into a page. Gives what of it had an effect.
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryPage_WithItsDialogsOpen_ViolatesNothing(bool dark)
    {
        await DefineCertificateAsync();
        await Program.Api.SetListsAsync(new PolicyLists());
        var customer = Guid.NewGuid().ToString();
        (await Program.Ingest.PostBatchAsync([new { action = "page.visit", client = new { uuid = customer } }, new { action = "found.by.itself", client = new { uuid = customer } }]))
            .Expect(202);
        var visitor = await ComeAsync(new VisitorOptions(Dark: dark));
        var violations = new ConcurrentQueue<string>();
        await visitor.Context.ExposeFunctionAsync("noteViolation", (string violation) => violations.Enqueue(violation));
        await visitor.Context.AddInitScriptAsync(Listen);

        await PageWalk.WalkAsync(visitor, customer, _ => Task.CompletedTask);

        Assert.Empty(violations);
    }

    [Fact]
    public async Task Markup_ThatGotIntoAPage_RunsNothing()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync();

        // In a window of its own, where the complaints of the browser are what is wanted.
        var page = await visitor.Context.NewPageAsync();
        await page.GotoAsync("/data-management/events");
        var ran = await page.EvaluateAsync<string>(Inject);
        await page.GotoAsync(new Uri(Program.IngestListener, "/healthz").ToString());
        var ranWithoutPolicy = await page.EvaluateAsync<string>(Inject);

        Assert.Equal("", ran);
        Assert.Equal("script handler style", ranWithoutPolicy);
    }

    [Fact]
    public async Task Console_InAFrameOfAnotherPortsPage_IsNotShown()
    {
        var visitor = await ComeAsync();
        var page = await visitor.Context.NewPageAsync();
        await page.GotoAsync(new Uri(Program.IngestListener, "/healthz").ToString());

        await page.EvaluateAsync(
            """
            address => new Promise(loaded => {
              const frame = document.createElement('iframe');
              frame.onload = loaded;
              frame.src = address;
              document.body.append(frame);
            }).then(() => true)
            """,
            visitor.Address("/sign-in").ToString());

        Assert.Equal(0, await page.FrameLocator("iframe").GetByLabel("E-mail").CountAsync());
    }
}
