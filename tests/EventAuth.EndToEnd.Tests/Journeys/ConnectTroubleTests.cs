using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>A test event that cannot reach the ingest listener from this browser: the page says so, and what to do.</summary>
public sealed class ConnectTroubleTests : BrowserTest
{
    private readonly string _nobody = $"http://127.0.0.1:{FreePorts.Take()}";

    protected override ProgramSettings Settings =>
        new() { Further = new Dictionary<string, string> { ["Ingest:AllowedOrigins"] = "https://shop.example" } };

    [Fact]
    public async Task PublicAddress_WhereNobodyListens_IsSaid()
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings
        {
            Further = new Dictionary<string, string> { ["Listeners:IngestPublicAddress"] = _nobody },
        });
        var visitor = await ComeAsync(through: program.Admin);
        visitor.ExpectServerToGoAway();
        await visitor.SignInAsync(ConnectPage.Address);
        var connect = new ConnectPage(visitor.Page);

        await connect.SendAsync("page.visit");

        await Expect(connect.Verdict).ToContainTextAsync($"This browser could not load the SDK from {_nobody}/sdk/eventauth.js");
        await Expect(connect.Verdict).ToContainTextAsync("Listeners:IngestPublicAddress");
        await Expect(connect.Script).ToContainTextAsync($"endpoint: \"{_nobody}\"");
        await visitor.Page.CloseAsync();
    }

    [Fact]
    public async Task AllowedOrigins_WithoutTheConsole_AreNamed()
    {
        var visitor = await ComeAsync();
        visitor.ExpectServerToGoAway();
        visitor.ExpectCorsRefusal();
        await visitor.SignInAsync(ConnectPage.Address);
        var connect = new ConnectPage(visitor.Page);
        var console = Program.Admin.GetLeftPart(UriPartial.Authority);
        await Expect(connect.Test).ToContainTextAsync($"Add {console} to it");

        await connect.SendAsync("page.visit");

        await Expect(connect.Verdict).ToContainTextAsync("Not sent");
        await Expect(connect.Verdict).ToContainTextAsync($"Add {console}, the address of this console, to the setting Ingest:AllowedOrigins.");
        await visitor.Page.CloseAsync();
    }
}
