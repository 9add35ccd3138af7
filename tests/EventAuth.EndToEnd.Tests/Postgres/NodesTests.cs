using System.Runtime.Versioning;
using System.Security.Cryptography;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Proxies;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Postgres;

/// <summary>Nodes of one installation as people meet them.</summary>
[Trait("Database", "PostgreSql")]
[SupportedOSPlatform("linux")]
public sealed class NodesTests(SharedDatabase database) : IClassFixture<SharedDatabase>, IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var visitor in _visitors)
        {
            await visitor.Context.CloseAsync();
            Assert.Empty(visitor.Complaints);
        }
    }

    [Fact]
    public async Task Pages_TwoNodes_ShowBothAndWhatIsInForceThere()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(Named(SharedDatabase.SettingsFor(connection), "shop-a"));
        await using var other = await AdminProgram.StartAsync(
            SharedDatabase.With(Named(SharedDatabase.SettingsBeside(one, connection), "shop-b"), ("Policy:Notifications", "false")) with { OwnProcess = true });
        var visitor = await ComeAsync(one.Admin);
        var tab = await visitor.OpenSettingsAsync();
        await Expect(visitor.Page.GetByText("Version 1 is in force on all 2 nodes.")).ToBeVisibleAsync();

        var card = tab.List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.PickAsync("product.view");
        await card.ApplyAsync();

        await Expect(visitor.Page.GetByText("Version 2 is in force on all 2 nodes.")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "View nodes" }).ClickAsync();
        var rows = visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Nodes" }).GetByRole(AriaRole.Row);
        await Expect(rows.Filter(new() { HasText = "shop-a" })).ToContainTextAsync("this page");
        await Expect(rows.Filter(new() { HasText = "shop-b" })).ToContainTextAsync("just now");
        await other.KillAsync();
        await Expect(rows.Filter(new() { HasText = "shop-b" })).ToContainTextAsync("silent");
        await other.RestartAsync();
        await Expect(rows).ToHaveCountAsync(3);
        Assert.Equal(0, await other.StopAsync());
        await Expect(rows).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Node_WithoutConsole_IsShownAsIngest()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(Named(SharedDatabase.SettingsFor(connection), "shop-a"));
        await using var other = await AdminProgram.LaunchAsync(
            SharedDatabase.With(Named(SharedDatabase.SettingsBeside(one, connection), "shop-b"), ("Listeners:Admin", "")));
        var visitor = await ComeAsync(one.Admin);

        await visitor.SignInAsync("/overview");

        await Expect(visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "shop-b" }).GetByRole(AriaRole.Cell).First)
            .ToHaveTextAsync("Ingest");
    }

    [Fact]
    public async Task SignIn_EndedElsewhere_EndsOnTheOpenPageOfAnotherNode()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection));
        await using var other = await AdminProgram.StartAsync(SharedDatabase.SettingsBeside(one, connection));
        var here = await ComeAsync(one.Admin);
        var there = await ComeAsync(other.Admin);
        await there.SignInAsync("/account");
        await here.OpenSettingsAsync();

        await there.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();

        // An open page looks by itself only after 30 seconds.
        await here.Page.IsAtAsync("/sign-in");
    }

    [Fact]
    public async Task Nodes_StartedAtOnceOverAnEmptyDatabase_ShareTheirPreparedKey()
    {
        var connection = await database.NewConnectionAsync();
        var key = RandomNumberGenerator.GetBytes(32);
        var settings = Enumerable.Range(0, 2).Select(_ => SharedDatabase.SettingsFor(connection, storage: SharedDatabase.FolderWith(key))
            with { Words = ["--new-installation"] }).ToList();
        await using var one = await AdminProgram.LaunchAsync(settings[0]);
        await using var other = await AdminProgram.LaunchAsync(settings[1]);
        foreach (var program in (AdminProgram[])[one, other])
        {
            await Until.TrueAsync(program.IsReadyAsync, () => "It does not become ready. It wrote:\n" + program.Output.Text);
        }

        var version = await one.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["e2e.two"] });

        await Until.TrueAsync(
            async () => (await other.Api.GetAsync("/api/v1/policy")).Expect(200).Json.GetProperty("version").GetInt32() == version,
            () => "The version does not come into force. It wrote:\n" + other.Output.Text);
        var verification = await SharedDatabase.RunAsync(other, connection, "audit", "verify");
        Assert.True(verification.ExitCode == 0, verification.Output);
        var trail = (await one.Api.GetAsync("/api/v1/audit?limit=100")).Expect(200).Text;
        Assert.DoesNotContain("tail", trail, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, (await AdminProgram.RunToExitAsync(settings[1])).ExitCode);
    }

    [Fact]
    public async Task Server_Gone_IsAPageAndAnAnswerWithoutItsAddress()
    {
        await using var own = await EventAuth.Testing.Postgres.PostgresServer.StartAsync(isDurable: true);
        var connection = own.ConnectionString(await own.CreateDatabaseAsync()) + ";Password=" + SharedDatabase.Password;
        await using var program = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection));
        await own.KillAsync();

        var api = await program.Api.GetAsync("/api/v1/policy/versions");
        var page = await program.Api.WithKey(null).SendAsync(HttpMethod.Post, "/sign-in", null);
        var setup = await program.Api.WithKey(null).GetAsync("/setup?code=any");
        await own.ResumeAsync();

        Assert.All([api, page, setup], answer =>
        {
            Assert.DoesNotContain("Npgsql", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("eventauth-pg", answer.Text, StringComparison.Ordinal);
        });
        Assert.Equal((503, 503), (api.Status, setup.Status));
    }

    [Fact]
    public async Task Console_BehindNginxWithTwoNodes_StaysOnOneAndGoesOnOnTheOther()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(Proxied(Named(SharedDatabase.SettingsFor(connection), "shop-a")));
        await using var other = await AdminProgram.StartAsync(Proxied(Named(SharedDatabase.SettingsBeside(one, connection), "shop-b")));
        await using var nginx = await Nginx.StartAsync(ProxySite.ReadNodes(one, other));
        var visitor = await ComeAsync(nginx.Address);
        var tab = await visitor.OpenSettingsAsync();
        var card = tab.List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.PickAsync("product.view");
        await visitor.Page.EvaluateAsync("() => { window.beforeTheEnd = true; }");

        var (mine, remaining) = await IsOnAsync(visitor, nginx.Address, "shop-a") ? (one, other) : (other, one);
        await mine.KillAsync();

        await visitor.Page.WaitForFunctionAsync("() => !window.beforeTheEnd", null, new() { Timeout = 60_000 });
        await Expect(card.Remove("product.view")).ToBeVisibleAsync();
        await card.ApplyAsync();
        var policy = (await remaining.Api.GetAsync("/api/v1/policy")).Expect(200).Json;
        Assert.Contains("product.view", PolicyLists.Read(policy).UpdateWithJwt);
    }

    // In a page of its own, so that the first one stays as it is.
    private static async Task<bool> IsOnAsync(Visitor visitor, Uri console, string name)
    {
        var page = await visitor.Context.NewPageAsync();
        await page.GotoAsync(new Uri(console, "/overview").ToString());
        var own = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "this page" });
        await Expect(own).ToContainTextAsync("shop-");
        var isOn = (await own.InnerTextAsync()).Contains(name, StringComparison.Ordinal);
        await page.CloseAsync();
        return isOn;
    }

    private static ProgramSettings Named(ProgramSettings settings, string name) => SharedDatabase.With(settings, ("Node:Name", name));

    private static ProgramSettings Proxied(ProgramSettings settings) =>
        SharedDatabase.With(settings, ("Listeners:TrustedProxies", "127.0.0.1")) with { OwnProcess = true };

    private async Task<Visitor> ComeAsync(Uri console)
    {
        var visitor = await Visitor.ComeAsync(console, new VisitorOptions());
        // The programs of a test end before its browsers.
        visitor.ExpectServerToGoAway();
        _visitors.Add(visitor);
        return visitor;
    }
}
