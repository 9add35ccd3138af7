using System.Net;
using System.Text.RegularExpressions;
using EventAuth.Admin.Access;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Recovery;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Audit;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Recovery;

public sealed partial class RecoveryTests : IAsyncLifetime
{
    private const string Tab = "/data-management/events";
    private const string NewPassword = "vase tulip gravel";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private RunningProgram _program = null!;
    private string _email = "";

    public async Task InitializeAsync()
    {
        _program = await RunningProgram.StartAsync(_folder, _clock, $"--Bootstrap:ApiKey={RunningProgram.ApiKey}");
        _email = await _program.AddPersonAsync(Roles.Administrator);
    }

    public async Task DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Recover_BesideTheRunningProgram_EndsSignInsAndGivesTheAccountBackOnce()
    {
        using var before = _program.NewBrowser();
        (await before.SignInAsync(_email, RunningProgram.AdminPassword)).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await before.GetAsync(Tab)).StatusCode);

        var link = await LinkAsync();

        Assert.Equal(HttpStatusCode.Found, (await before.GetAsync(Tab)).StatusCode);
        using var browser = _program.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).StatusCode);
        using var opened = await browser.GetAsync(link);
        Assert.Equal("no-referrer", Assert.Single(opened.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("no-store", opened.Headers.CacheControl?.ToString());
        using var set = await browser.SubmitAsync(link, ("password", NewPassword));
        Assert.Equal(HttpStatusCode.Found, set.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Tab)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).StatusCode);
        using var anew = _program.NewBrowser();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await anew.SignInAsync(_email, RunningProgram.AdminPassword)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await anew.SignInAsync(_email, NewPassword)).StatusCode);
    }

    [Fact]
    public async Task Recover_AndItsLink_AreRecordedWithoutTheCodeInOneWholeTrail()
    {
        var link = await LinkAsync();
        using var browser = _program.NewBrowser();
        (await browser.SubmitAsync(link, ("password", NewPassword))).Dispose();

        var entries = await _program.AuditAsync("&search=account.recover");

        Assert.Equal(["account.recovery.begun", "account.recovered"], entries.Select(entry => entry.Text("action")));
        Assert.Equal(["installation", _email], entries.Select(entry => entry.Text("who")));
        Assert.All(entries, entry => Assert.Equal(_email, entry.Text("subject")));
        Assert.DoesNotContain(link.Query["?code=".Length..], string.Concat(entries) + _program.Log.Text, StringComparison.Ordinal);
        using var output = new StringWriter();
        Assert.Equal(0, AuditCommand.Run(["audit", "verify", "--Storage:Path=" + _folder.Storage], output, output));
    }

    [Fact]
    public async Task Recover_SecondFactorOn_TurnsItOff()
    {
        await using (var context = await _program.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync())
        {
            await context.Users.Where(account => account.Email == _email).ExecuteUpdateAsync(set => set.SetProperty(account => account.TwoFactorEnabled, true));
        }

        var link = await LinkAsync();
        using var browser = _program.NewBrowser();
        Assert.Contains("Two-factor sign-in is turned off", await browser.GetStringAsync(link), StringComparison.Ordinal);
        (await browser.SubmitAsync(link, ("password", NewPassword))).Dispose();

        using var anew = _program.NewBrowser();
        using var answer = await anew.SignInAsync(_email, NewPassword);
        Assert.Equal("/data-management/events/js-sdk-event-settings", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Link_AfterThirtyMinutes_IsVoid()
    {
        var link = await LinkAsync();
        using var browser = _program.NewBrowser();
        _clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).StatusCode);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Link_AfterAnotherWasMade_IsVoid()
    {
        var former = await LinkAsync();
        var link = await LinkAsync();
        using var browser = _program.NewBrowser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(former)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Form_SentByManyAtOnce_RecoversOnce()
    {
        var link = await LinkAsync();

        var answers = await Enumerable.Range(0, 4).Select(_ => _program.NewBrowser())
            .SubmitAtOnceAsync(link, index => [("password", $"{NewPassword} {index}")]);

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Found);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Form_PasswordRefused_SaysWhyAndKeepsTheLink()
    {
        var link = await LinkAsync();
        using var browser = _program.NewBrowser();

        using var refused = await browser.SubmitAsync(link, ("password", "password1234"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("too easy to guess", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).StatusCode);
    }

    [Theory]
    [InlineData("?code=")]
    [InlineData("?code=%25")]
    [InlineData("?code=0000000000000000000000000000000000000000000")]
    [InlineData("")]
    public async Task Link_Guessed_IsVoid(string query)
    {
        await LinkAsync();
        using var browser = _program.NewBrowser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/recovery" + query)).StatusCode);
    }

    [Fact]
    public async Task Recover_NobodyOfThisEmail_GivesOneAndRecordsNothing()
    {
        var (exitCode, told) = await RunAsync("accounts", "recover", "nobody@shop.example", "--Storage:Path=" + _folder.Storage);

        Assert.Equal(1, exitCode);
        Assert.Contains("Nobody has this e-mail", told, StringComparison.Ordinal);
        Assert.Empty(await _program.AuditAsync("&action=account.recovery.begun"));
    }

    [Fact]
    public async Task Recover_NoDatabaseThere_GivesTwoAndMakesNothing()
    {
        using var empty = new TemporaryFolder();

        var (exitCode, told) = await RunAsync("accounts", "recover", _email, "--Storage:Path=" + empty.Storage);

        Assert.Equal(2, exitCode);
        Assert.Contains("no database", told, StringComparison.Ordinal);
        Assert.False(Directory.Exists(empty.Storage));
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("accounts", "recover")]
    [InlineData("accounts", "recover", "--Storage:Path=x")]
    [InlineData("accounts", "recover", "a@shop.example", "b@shop.example")]
    [InlineData("accounts", "remove", "a@shop.example")]
    public async Task Recover_WordsThatSayNothing_AreRefused(params string[] words)
    {
        var (exitCode, told) = await RunAsync(words);

        Assert.Equal(2, exitCode);
        Assert.Contains("Use: accounts recover", told, StringComparison.Ordinal);
    }

    private async Task<Uri> LinkAsync()
    {
        var (exitCode, told) = await RunAsync("accounts", "recover", _email.ToUpperInvariant(), "--Storage:Path=" + _folder.Storage, "--Listeners:Admin=" + _program.Admin.GetLeftPart(UriPartial.Authority));
        Assert.Equal(0, exitCode);
        var link = new Uri(Link().Match(told).Value);
        Assert.Equal(_program.Admin.Authority, link.Authority);
        return link;
    }

    private async Task<(int ExitCode, string Told)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        var exitCode = await RecoveryCommand.RunAsync(words, _clock, output, output);
        return (exitCode, output.ToString());
    }

    [GeneratedRegex(@"http\S+/recovery\?code=\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
