using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Proxies;

/// <summary>The console behind nginx, with the settings of docs/proxy.md and with those that people forget.</summary>
public sealed class NginxTests : BrowserTest
{
    private const string UsesPlainRequests = "() => performance.getEntriesByType('resource').some(entry => entry.name.includes('/_blazor?id='))";

    private static readonly ProxySite s_right = ProxySite.Read();

    protected override ProgramSettings Settings =>
        new() { Further = new Dictionary<string, string> { ["Listeners:TrustedProxies"] = "127.0.0.1" } };

    [Fact]
    public async Task Page_WithTheSettingsOfTheDocs_IsLive()
    {
        await using var nginx = await Nginx.StartAsync(s_right, Program.Admin);
        var visitor = await ComeAsync(through: nginx.Address);

        var tab = await visitor.OpenSettingsAsync();
        await tab.DefineCertificateAsync();

        Assert.False(await visitor.Page.EvaluateAsync<bool>(UsesPlainRequests));
        Assert.True(Assert.Single(await visitor.Context.CookiesAsync(), cookie => cookie.Name.Contains("SignIn", StringComparison.Ordinal)).Secure);
        Assert.DoesNotContain("live connection was refused", Program.Output.Text, StringComparison.Ordinal);
        await visitor.Page.CloseAsync();
    }

    [Fact]
    public async Task Page_WithConnectionUpgradeOnEveryRequest_IsLive()
    {
        await using var nginx = await Nginx.StartAsync(s_right.Replace("Connection $connection_upgrade;", "Connection upgrade;"), Program.Admin);
        var visitor = await ComeAsync(through: nginx.Address);

        await visitor.OpenSettingsAsync();

        Assert.False(await visitor.Page.EvaluateAsync<bool>(UsesPlainRequests));
        await visitor.Page.CloseAsync();
    }

    [Fact]
    public async Task Page_WithConnectionUpgradeOnEveryRequestAndNoUpgrade_WorksAndSaysWhatIsMissing()
    {
        var site = s_right.Replace("Connection $connection_upgrade;", "Connection upgrade;").Replace("proxy_set_header Upgrade $http_upgrade;", "");
        await using var nginx = await Nginx.StartAsync(site, Program.Admin);
        var visitor = await ComeThroughAsync(nginx);

        await new EventSettingsTab(visitor.Page).ShownAsync();

        await SaysAsync(visitor, "does not pass on WebSocket connections", "proxy_set_header Upgrade $http_upgrade;");
        await Expect(visitor.Page.GetByText("works slowly or not at all")).ToBeVisibleAsync();
        await LogsAsync("proxy_set_header Upgrade $http_upgrade;");
    }

    [Fact]
    public async Task Page_WithBareProxyPass_SaysWhatIsMissing()
    {
        await using var nginx = await Nginx.StartAsync(s_right.Bare(), Program.Admin);
        var visitor = await ComeThroughAsync(nginx);

        await SaysAsync(visitor, "The Host header that arrived is not the address at which the page was opened", "proxy_set_header Host $http_host;");
        await LogsAsync("proxy_set_header Host $http_host;");
        await LogsAsync("proxy_set_header Upgrade $http_upgrade;");
    }

    [Theory]
    [InlineData("Host console.example;")]
    [InlineData("Host $host;")]
    public async Task Page_WithTheWrongHost_SaysSoAndOpensWhenItIsMended(string host)
    {
        await using var nginx = await Nginx.StartAsync(s_right.Replace("Host $http_host;", host), Program.Admin);
        var visitor = await ComeThroughAsync(nginx);
        await SaysAsync(visitor, "The Host header that arrived is not the address at which the page was opened", "proxy_set_header Host $http_host;");

        await nginx.RestartAsync(s_right);

        await new EventSettingsTab(visitor.Page).ShownAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Host header" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_WhoseServerDoesNotAnswer_SaysSo()
    {
        await using var nginx = await Nginx.StartAsync(s_right.Replace("location / {", "location /_blazor { return 444; }\n    location / {"), Program.Admin);
        var visitor = await ComeThroughAsync(nginx);

        await SaysAsync(visitor, "The server does not answer", "Listeners:Admin");
    }

    private static async Task SaysAsync(Visitor visitor, string cause, string setting)
    {
        var alert = visitor.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = cause });
        await Expect(alert).ToContainTextAsync(cause, new() { UseInnerText = true });
        await Expect(alert).ToContainTextAsync(setting, new() { UseInnerText = true });
        await Expect(visitor.Page.GetByText("Opening EventAuth").First).ToBeHiddenAsync();
    }

    private async Task<Visitor> ComeThroughAsync(Nginx nginx)
    {
        var visitor = await ComeAsync(through: nginx.Address);
        visitor.ExpectServerToGoAway();
        await visitor.SignInAsync();
        return visitor;
    }

    private async Task LogsAsync(string setting) =>
        await Until.TrueAsync(
            () => Task.FromResult(Program.Output.Text.Split('\n').Any(line => line.Contains("live connection was refused", StringComparison.Ordinal) && line.Contains(setting, StringComparison.Ordinal))),
            () => $"The log does not name \"{setting}\":\n{Program.Output.Text}");
}
