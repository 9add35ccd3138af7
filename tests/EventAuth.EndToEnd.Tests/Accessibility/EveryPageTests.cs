using System.Collections.Concurrent;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Hosting;
using EventAuth.Testing;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Accessibility;

/// <summary>Every page with its dialogs and menus open: the rules of axe, the width of the window, and the Content-Security-Policy.</summary>
public sealed class EveryPageTests : BrowserTest
{
    private const string Listen =
        "document.addEventListener('securitypolicyviolation', violation => noteViolation(`${violation.violatedDirective} ${violation.blockedURI} at ${location}`))";

    // What axe reads: the actual colours of the page, not only those that the system prefers.
    private const string ShowsColours = """
        dark => {
          const { backgroundColor, color } = getComputedStyle(document.body);
          const light = colour => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
          return matchMedia('(prefers-color-scheme: dark)').matches === dark && (light(color) > light(backgroundColor)) === dark;
        }
        """;

    // While the colours change: otherwise each element animates to its own colours after the inherited ones.
    private const string HoldStill = """
        () => {
          const still = new CSSStyleSheet();
          still.replaceSync('*, ::before, ::after { transition: none !important }');
          document.adoptedStyleSheets.push(still);
        }
        """;

    private readonly List<string> _findings = [];
    private readonly ConcurrentQueue<string> _violations = new();
    private bool _isDark;

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task EveryPage_AxeWidthAndPolicyInBothColours_FindNothing(int width)
    {
        var customer = await MakeCustomerAsync();
        var visitor = await ComeAsync(new VisitorOptions(width, Still: true));

        await visitor.Context.ExposeFunctionAsync("noteViolation", (string violation) => _violations.Enqueue(violation));
        await visitor.Context.AddInitScriptAsync(Listen);

        await PageWalk.WalkAsync(visitor, customer, name => LookAsync(visitor, name));

        Assert.True(_findings.Count == 0, string.Join('\n', _findings));
        Assert.Empty(_violations);
    }

    [Fact]
    public async Task Setup_AxeAndWidthInBothColours_FindNothing()
    {
        await using var fresh = await AdminProgram.StartAsync(new ProgramSettings { Bootstrap = false });
        var visitor = await ComeAsync(new VisitorOptions(360));

        await visitor.Page.GotoAsync((await FreshStartTests.LinkAsync(fresh)).ToString());
        await LookAsync(visitor, "setup");

        Assert.True(_findings.Count == 0, string.Join('\n', _findings));
    }

    // First in the page's current colours, then in the others; these stay, so that the next page starts with them.
    private async Task LookAsync(Visitor visitor, string name)
    {
        await FindAsync(visitor.Page, name);
        _isDark = !_isDark;
        await visitor.Page.EvaluateAsync(HoldStill);
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = _isDark ? ColorScheme.Dark : ColorScheme.Light });
        await visitor.Page.WaitForFunctionAsync(ShowsColours, _isDark);
        await visitor.Page.EvaluateAsync("() => { document.adoptedStyleSheets.pop(); }");
        await FindAsync(visitor.Page, name);
    }

    private async Task FindAsync(IPage page, string name)
    {
        await page.WaitForFunctionAsync(ShowsColours, _isDark);
        _findings.AddRange((await Axe.FindAsync(page)).Select(found => $"{name}, {(_isDark ? "dark" : "light")}: {found}"));
    }

    private async Task<string> MakeCustomerAsync()
    {
        await DefineCertificateAsync();
        await Program.Api.SetListsAsync(new PolicyLists { UpdateWithoutJwt = ["client.login", "form.submit"], UpdateWithJwt = ["form.submit"] });
        var uuid = Guid.NewGuid().ToString();
        var token = SigningKey.Shared.Token(new { uuid, email = "ada@shop.example", customId = "c-1" });
        object[] events =
        [
            new { action = "client.login", client = new { firstName = "Ada", attributes = new { city = "Brno" } } },
            new { action = "found.by.itself" },
            new { action = "page.visit", label = "Home page", @params = new { url = "https://shop.example/a/very/long/path/that/does/not/fit/on/a/phone", count = 3 } },
            new { action = "transaction.charge", @params = new { total = 12.5, note = "<script>alert(1)</script>" } },
        ];
        (await Program.Ingest.PostBatchAsync(events, token)).Expect(202);
        return uuid;
    }
}
