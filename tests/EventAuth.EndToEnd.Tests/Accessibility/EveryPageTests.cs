using System.Collections.Concurrent;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Accessibility;

/// <summary>Every page with its dialogs and menus open: the rules of axe, the width of the window, and the Content-Security-Policy.</summary>
public sealed class EveryPageTests : BrowserTest
{
    private const string Listen =
        "document.addEventListener('securitypolicyviolation', violation => noteViolation(`${violation.violatedDirective} ${violation.blockedURI} at ${location}`))";

    private readonly List<string> _findings = [];
    private readonly ConcurrentQueue<string> _violations = new();

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    [InlineData(360, true)]
    public async Task EveryPage_AxeWidthAndPolicy_FindNothing(int width, bool dark)
    {
        var customer = await MakeCustomerAsync();
        var visitor = await ComeAsync(new VisitorOptions(width, dark, Still: true));

        await visitor.Context.ExposeFunctionAsync("noteViolation", (string violation) => _violations.Enqueue(violation));
        await visitor.Context.AddInitScriptAsync(Listen);

        await PageWalk.WalkAsync(visitor, customer, name => LookAsync(visitor, name));

        Assert.True(_findings.Count == 0, string.Join('\n', _findings));
        Assert.Empty(_violations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Setup_AxeAndWidth_FindNothing(bool dark)
    {
        await using var fresh = await AdminProgram.StartAsync(new ProgramSettings { Bootstrap = false });
        var visitor = await ComeAsync(new VisitorOptions(360, dark));

        await visitor.Page.GotoAsync((await FreshStartTests.LinkAsync(fresh)).ToString());
        await LookAsync(visitor, "setup");

        Assert.True(_findings.Count == 0, string.Join('\n', _findings));
    }

    private async Task LookAsync(Visitor visitor, string name) =>
        _findings.AddRange((await Axe.FindAsync(visitor.Page)).Select(found => $"{name}: {found}"));

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
