using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.YourAccount;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Components.YourAccount;

public sealed class YourAccountPageTests : IAsyncLifetime
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task SignIns_OfThePersonAndNobodyElse_AreListedNewestFirst()
    {
        await AddAsync("a", new DateTimeOffset(2026, 11, 1, 10, 0, 0, TimeSpan.Zero), Firefox);
        await AddAsync("a", new DateTimeOffset(2026, 11, 2, 10, 0, 0, TimeSpan.Zero), "curl/8.5", ended: true);
        await AddAsync("b", new DateTimeOffset(2026, 11, 3, 10, 0, 0, TimeSpan.Zero), "somebody else's");

        var page = _console.Page.Render<YourAccountPage>();

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tbody tr").Count));
        var rows = page.FindAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("curl/8.5", rows[0], StringComparison.Ordinal);
        Assert.Contains("ended", rows[0], StringComparison.Ordinal);
        Assert.Contains("Firefox on Linux", rows[1], StringComparison.Ordinal);
        Assert.Contains("not signed out", rows[1], StringComparison.Ordinal);
        Assert.Contains("this device", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIns_OneMoreWhileThePageIsOpen_IsShown()
    {
        var page = _console.Page.Render<YourAccountPage>();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));

        await AddAsync("a", DateTimeOffset.UnixEpoch.AddDays(1), Firefox);
        _console.Page.Services.GetRequiredService<AccessChanges>().Announce();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
    }

    [Fact]
    public async Task TwoFactor_OnAndOff_IsSaid()
    {
        Assert.Equal("off", _console.Page.Render<YourAccountPage>().FindAll("h2").Single(title => title.TextContent.StartsWith("Two-factor", StringComparison.Ordinal)).TextContent.Split(' ')[^1]);

        await using (var context = await ContextAsync())
        {
            await context.Users.ExecuteUpdateAsync(set => set.SetProperty(account => account.TwoFactorEnabled, true));
        }

        Assert.Equal("on", _console.Page.Render<YourAccountPage>().FindAll("h2").Single(title => title.TextContent.StartsWith("Two-factor", StringComparison.Ordinal)).TextContent.Split(' ')[^1]);
    }

    [Fact]
    public void SignOutEverywhere_IsAPlainPostOfTheFormThatSignsOut()
    {
        var button = _console.Page.Render<YourAccountPage>().FindAll("button").Single(found => found.TextContent.Trim() == "Sign out everywhere");

        Assert.Equal(("submit", "sign-out", "/account/sign-out-everywhere"), (button.GetAttribute("type"), button.GetAttribute("form"), button.GetAttribute("formaction")));
    }

    [Theory]
    [InlineData(Firefox, "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15", "Safari on macOS")]
    [InlineData("Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("curl/8.5", "curl/8.5")]
    [InlineData("", "unknown")]
    [InlineData("0123456789012345678901234567890123456789-and-more", "0123456789012345678901234567890123456789…")]
    public void Browser_ByWhatItSaysOfItself_HasAShortName(string said, string name) => Assert.Equal(name, BrowserWords.Of(said));

    private Task<EventAuthDbContext> ContextAsync() => _console.Page.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();

    private async Task AddAsync(string account, DateTimeOffset at, string browser, bool ended = false)
    {
        await using var context = await ContextAsync();
        if (!await context.Users.AnyAsync(row => row.Id == account))
        {
            context.Users.Add(new AdministratorAccount { Id = account, UserName = account, Email = account + "@shop.example", Role = Roles.Viewer, SecurityStamp = "stamp", CreatedAt = DateTimeOffset.UnixEpoch });
        }

        context.SignIns.Add(new SignInRecord { Id = Guid.NewGuid(), AccountId = account, At = at, Address = "192.0.2.1", Browser = browser, EndedAt = ended ? at.AddHours(1) : null });
        await context.SaveChangesAsync();
    }
}
