using System.Net;
using System.Text.RegularExpressions;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Audit;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Admin.TwoFactor;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.TwoFactor;

public sealed partial class TwoFactorTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Tab = "/data-management/events";
    private static readonly Uri Page = new("/account/two-factor", UriKind.Relative);
    private static readonly Uri CodePage = new("/sign-in/code", UriKind.Relative);

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void App_AtTheTimesOfRfc6238_ShowsItsCodes(long time, string code) =>
        Assert.Equal(code, new AuthenticatorApp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").CodeAt(time));

    [Fact]
    public async Task SignIn_SecondFactorOn_NeedsTheCodeAndThenOpens()
    {
        var (email, app, _) = await TurnOnAsync();
        using var browser = shared.Program.NewBrowser();

        using var first = await browser.SignInAsync(email, RunningProgram.AdminPassword, "/sign-in?returnUrl=%2Fprofiles");

        Assert.Equal("/sign-in/code?returnUrl=%2Fprofiles", first.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync(Tab)).StatusCode);
        using var wrong = await browser.SubmitAsync(CodePage, ("code", app.WrongCodes().First()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync(Tab)).StatusCode);

        using var second = await browser.SubmitAsync(new Uri(first.Headers.Location!.ToString(), UriKind.Relative), ("code", app.Code()[..3] + " " + app.Code()[3..]));

        Assert.Equal("/profiles", second.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Tab)).StatusCode);
        Assert.Contains("sign-in.code.failed", (await shared.Program.AuditAsync()).Select(entry => entry.Text("action")));
    }

    [Fact]
    public async Task Cookies_OfEachStep_AreKeptFromScriptsAndOtherSites()
    {
        var (email, app, _) = await TurnOnAsync();
        using var browser = shared.Program.NewBrowser();

        using var page = await browser.GetAsync("/sign-in");
        using var first = await browser.SignInAsync(email, RunningProgram.AdminPassword);
        using var second = await browser.SubmitAsync(CodePage, ("code", app.Code()));

        var cookies = new[] { page, first, second }.SelectMany(answer => answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).ToList();
        Assert.Equal(["EventAuth.Form", "EventAuth.SecondStep", "EventAuth.SignIn"], cookies.Select(cookie => cookie[..cookie.IndexOf('=', StringComparison.Ordinal)]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(cookies, cookie =>
        {
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Code_UsedOnce_IsNotTakenAgain()
    {
        var (email, app, _) = await TurnOnAsync();
        var code = app.Code();
        using var browser = await PasswordGivenAsync(email);
        Assert.Equal(HttpStatusCode.Found, (await browser.SubmitAsync(CodePage, ("code", code))).StatusCode);

        using var thief = await PasswordGivenAsync(email);
        using var again = await thief.SubmitAsync(CodePage, ("code", code));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task RecoveryCode_HoweverWritten_OpensOnce()
    {
        var (email, _, codes) = await TurnOnAsync();
        Assert.Equal(RecoveryCodes.Count, codes.Count);
        using var browser = await PasswordGivenAsync(email);
        using var opened = await browser.SubmitAsync(CodePage, ("code", codes[3].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()));
        Assert.Equal(HttpStatusCode.Found, opened.StatusCode);

        using var thief = await PasswordGivenAsync(email);
        using var again = await thief.SubmitAsync(CodePage, ("code", codes[3]));
        using var other = await thief.SubmitAsync(CodePage, ("code", codes[4]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Equal(HttpStatusCode.Found, other.StatusCode);
        var entries = await shared.Program.AuditAsync("&action=account.recovery-code.used&who=" + email);
        Assert.Equal([9, 8], entries.Select(entry => entry.GetProperty("after").GetProperty("codesLeft").GetInt32()));
        Assert.DoesNotContain(codes[3], string.Concat(entries), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task RecoveryCode_SentByManyAtOnce_OpensOne()
    {
        var (email, _, codes) = await TurnOnAsync();
        var browsers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PasswordGivenAsync(email)));

        var answers = await browsers.SubmitAtOnceAsync(CodePage, _ => [("code", codes[0])]);

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Found);
    }

    [Fact]
    public async Task Codes_GuessedByWhoKnowsThePassword_HaveToWaitAndARecoveryCodeNot()
    {
        var (email, app, codes) = await TurnOnAsync();
        using var thief = await PasswordGivenAsync(email);
        foreach (var code in app.WrongCodes().Take(SignInBackOff.FreeFailures))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.SubmitAsync(CodePage, ("code", code))).StatusCode);
        }

        using var waiting = await thief.SubmitAsync(CodePage, ("code", app.Code()));
        using var owner = await PasswordGivenAsync(email);
        using var passed = await owner.SubmitAsync(CodePage, ("code", codes[0]));

        Assert.Equal(HttpStatusCode.TooManyRequests, waiting.StatusCode);
        Assert.NotNull(waiting.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Found, passed.StatusCode);
    }

    [Fact]
    public async Task TurnOn_RightlyAsked_EndsOtherSignInsAndKeepsNothingInPlainForm()
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var elsewhere = await SignedInAsync(email);
        using var here = await SignedInAsync(email);

        var (key, codes) = await TurnOnAsync(here);

        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync(Tab)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.GetAsync(Tab)).StatusCode);
        await using var context = await shared.Program.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        var kept = await context.UserTokens.Where(token => context.Users.Any(account => account.Id == token.UserId && account.Email == email)).Select(token => token.Value).ToListAsync();
        Assert.Equal(2, kept.Count);
        Assert.DoesNotContain(kept, value => value!.Contains(key, StringComparison.Ordinal) || value.Contains(codes[0].Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        var entries = await shared.Program.AuditAsync("&action=account.two-factor.on&who=" + email);
        Assert.DoesNotContain(key, string.Concat(entries) + shared.Program.Log.Text, StringComparison.Ordinal);
        Assert.Single(entries);
    }

    [Theory]
    [InlineData(RunningProgram.AdminPassword, false)]
    [InlineData("wrong password", true)]
    public async Task TurnOn_CodeOrPasswordWrong_ChangesNothing(string present, bool rightCode)
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var browser = await SignedInAsync(email);
        var key = KeyOf(await browser.GetStringAsync(Page));
        var app = new AuthenticatorApp(key);

        using var refused = await browser.SubmitAsync(Page, ("key", key), ("present", present), ("code", rightCode ? app.Code() : app.WrongCodes().First()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(key, KeyOf(await refused.Content.ReadAsStringAsync()));
        using var anew = shared.Program.NewBrowser();
        Assert.DoesNotContain("code", (await anew.SignInAsync(email, RunningProgram.AdminPassword)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TurnOff_WithThePassword_SignsInByPasswordAloneAgain()
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var browser = await SignedInAsync(email);
        await TurnOnAsync(browser);
        using var refused = await browser.SubmitToAsync(Page, "/account/two-factor/recovery-codes", "/account/two-factor/off", ("present", "wrong password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        using var off = await browser.SubmitToAsync(Page, "/account/two-factor/recovery-codes", "/account/two-factor/off", ("present", RunningProgram.AdminPassword));

        Assert.Equal("/account?done=two-factor-off", off.Headers.Location?.ToString());
        using var anew = await SignedInAsync(email);
        Assert.Equal(HttpStatusCode.OK, (await anew.GetAsync(Tab)).StatusCode);
        Assert.Single(await shared.Program.AuditAsync("&action=account.two-factor.off&who=" + email));
    }

    [Fact]
    public async Task RecoveryCodes_MadeAnew_VoidTheFormer()
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var browser = await SignedInAsync(email);
        var (_, former) = await TurnOnAsync(browser);

        using var made = await browser.SubmitAsync(Page, "/account/two-factor/recovery-codes", ("present", RunningProgram.AdminPassword));
        var codes = CodesOf(await made.Content.ReadAsStringAsync());

        Assert.Equal("no-store", made.Headers.CacheControl?.ToString());
        Assert.Equal(RecoveryCodes.Count, codes.Except(former).Count());
        using var anew = await PasswordGivenAsync(email);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await anew.SubmitAsync(CodePage, ("code", former[0]))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await anew.SubmitAsync(CodePage, ("code", codes[0]))).StatusCode);
    }

    [Fact]
    public async Task SecondStep_WithoutTheFirst_LeadsBackToIt()
    {
        using var browser = shared.Program.NewBrowser();

        using var answer = await browser.GetAsync("/sign-in/code?returnUrl=https://evil.example/");

        Assert.Equal("/sign-in?returnUrl=%2Fdata-management%2Fevents%2Fjs-sdk-event-settings", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task SecondStep_PasswordChangedMeanwhile_BeginsAgain()
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var owner = await SignedInAsync(email);
        var (key, _) = await TurnOnAsync(owner);
        using var thief = await PasswordGivenAsync(email);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync(CodePage)).StatusCode);

        using var changed = await owner.SubmitAsync(new Uri("/account/password", UriKind.Relative), ("present", RunningProgram.AdminPassword), ("password", "vase tulip gravel"));

        Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        using var code = await thief.GetAsync(CodePage);
        Assert.StartsWith("/sign-in?", code.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(key);
    }

    private async Task<(string Email, AuthenticatorApp App, List<string> Codes)> TurnOnAsync()
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var browser = await SignedInAsync(email);
        var (key, codes) = await TurnOnAsync(browser);
        return (email, new AuthenticatorApp(key), codes);
    }

    private static async Task<(string Key, List<string> Codes)> TurnOnAsync(HttpClient browser)
    {
        var key = KeyOf(await browser.GetStringAsync(Page));

        // Of the step before, so that the current code stays unused.
        using var answer = await browser.SubmitAsync(Page, ("key", key), ("present", RunningProgram.AdminPassword), ("code", new AuthenticatorApp(key).Code(-1)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (key, CodesOf(await answer.Content.ReadAsStringAsync()));
    }

    private async Task<HttpClient> SignedInAsync(string email)
    {
        var browser = shared.Program.NewBrowser();
        using var answer = await browser.SignInAsync(email, RunningProgram.AdminPassword);
        Assert.Equal("/data-management/events/js-sdk-event-settings", answer.Headers.Location?.ToString());
        return browser;
    }

    private async Task<HttpClient> PasswordGivenAsync(string email)
    {
        var browser = shared.Program.NewBrowser();
        using var answer = await browser.SignInAsync(email, RunningProgram.AdminPassword);
        Assert.StartsWith("/sign-in/code", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        return browser;
    }

    private static string KeyOf(string page) => KeyField().Match(page).Groups["key"].Value;

    private static List<string> CodesOf(string page) => [.. RecoveryCode().Matches(page).Select(match => match.Groups["code"].Value)];

    [GeneratedRegex("name=\"key\" value=\"(?<key>[A-Z2-7]{32})\"", RegexOptions.None, 1000)]
    private static partial Regex KeyField();

    [GeneratedRegex("<code[^>]*>(?<code>[A-Z2-7]{4}(-[A-Z2-7]{4}){3})</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecoveryCode();
}
