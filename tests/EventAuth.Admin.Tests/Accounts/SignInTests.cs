using System.Net;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Accounts;

public class SignInTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Tab = "/data-management/events/js-sdk-event-settings";

    [Fact]
    public async Task Root_WhoeverAsks_LeadsToTheTab()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();
        await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);

        using var answer = await browser.GetAsync("/");

        Assert.Equal(Tab, answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Page_NotSignedIn_LeadsToSignInAndBack()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();

        using var led = await browser.GetAsync("/?from=mail");
        var signInPage = led.Headers.Location!.ToString();
        using var back = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword, signInPage);

        Assert.Equal("/sign-in?returnUrl=%2F%3Ffrom%3Dmail", signInPage);
        Assert.Equal("/?from=mail", back.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~/page")]
    [InlineData("/%5Cevil.example/")]
    [InlineData("/%2Fevil.example/")]
    [InlineData("/%2f/evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/%0D%0ASet-Cookie:a=b")]
    [InlineData("/page\u0000")]
    [InlineData("/page\u0085")]
    public async Task ReturnUrl_OfAnotherSite_IsNotFollowed(string address)
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();

        using var answer = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword, "/sign-in?returnUrl=" + Uri.EscapeDataString(address));

        Assert.Equal(Tab, answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/\u00E9", "/%C3%A9")]
    [InlineData("/profiles?search=\u540D\uD83D\uDE00", "/profiles?search=%E5%90%8D%F0%9F%98%80")]
    [InlineData("/profiles?search=a b\"<>", "/profiles?search=a%20b%22%3C%3E")]
    [InlineData("/profiles?search=%C3%A9#x", "/profiles?search=%C3%A9#x")]
    public async Task ReturnUrl_WithAnyLetters_IsFollowedAsAnAddress(string address, string expected)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var browser = program.NewBrowser();
        var page = "/sign-in?returnUrl=" + Uri.EscapeDataString(address);

        using var answer = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword, page);
        using var signedInAlready = await browser.GetAsync(page);

        Assert.Equal((HttpStatusCode.Found, expected), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal((HttpStatusCode.Found, expected), (signedInAlready.StatusCode, signedInAlready.Headers.Location?.OriginalString));
    }

    [Fact]
    public void ReturnUrl_WithHalfACharacter_IsNotFollowed() => Assert.Equal(ReturnAddress.Home, ReturnAddress.From("/profiles?search=\uD83D"));

    [Theory]
    [InlineData('a', 2_100)]
    [InlineData('\u00E9', 500)]
    public async Task ReturnUrl_LongerThanHeadersOfProxies_IsNotFollowed(char letter, int length)
    {
        using var browser = shared.Program.NewBrowser();

        var text = Uri.EscapeDataString(new string(letter, length));
        var page = "/sign-in?returnUrl=/" + text;
        using var answer = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword, page);
        using var stranger = shared.Program.NewBrowser();
        using var led = await stranger.GetAsync("/?" + text);

        Assert.Equal(Tab, answer.Headers.Location?.OriginalString);
        Assert.Equal("/sign-in?returnUrl=" + Uri.EscapeDataString(Tab), led.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData(RunningProgram.AdminEmail, "wrong password")]
    [InlineData("nobody@shop.example", RunningProgram.AdminPassword)]
    [InlineData("", "")]
    public async Task SignIn_EmailOrPasswordWrong_SaysTheSameAndKeepsTheEmail(string email, string password)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var browser = program.NewBrowser();

        using var answer = await browser.SignInAsync(email, password);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Wrong e-mail or password.", page, StringComparison.Ordinal);
        Assert.True(email.Length == 0 || page.Contains($"value=\"{email}\"", StringComparison.Ordinal));
        Assert.False(answer.Headers.Contains("Set-Cookie") && answer.Headers.GetValues("Set-Cookie").Any(cookie => cookie.StartsWith("EventAuth.SignIn", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(RunningProgram.AdminEmail)]
    [InlineData("nobody@shop.example")]
    public async Task SignIn_FailedOften_HasToWaitAndThenMayTryAgain(string email)
    {
        var clock = new ManualClock();
        await using var program = await RunningProgram.StartAsync(
            null, clock, $"--Bootstrap:AdminEmail={RunningProgram.AdminEmail}", $"--Bootstrap:AdminPassword={RunningProgram.AdminPassword}");
        using var browser = program.NewBrowser();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync(email, "wrong password")).StatusCode);
        }

        using var waiting = await browser.SignInAsync(email, RunningProgram.AdminPassword);
        clock.Advance(TimeSpan.FromMinutes(1));
        using var later = await browser.SignInAsync(email, RunningProgram.AdminPassword);

        Assert.Equal(HttpStatusCode.TooManyRequests, waiting.StatusCode);
        Assert.NotNull(waiting.Headers.RetryAfter);
        Assert.Equal(email == RunningProgram.AdminEmail ? HttpStatusCode.Found : HttpStatusCode.UnprocessableEntity, later.StatusCode);
    }

    [Fact]
    public async Task Cookie_OfSomebodySignedIn_IsHardened()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();

        using var answer = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("EventAuth.SignIn", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignOut_WithTheProofOfAPage_EndsTheSession()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();
        await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);
        using var forged = await browser.PostAsync("/sign-out", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(Tab, (await browser.GetAsync("/")).Headers.Location?.ToString());

        var token = await TokenOfConsoleAsync(browser);
        using var answer = await browser.PostAsync("/sign-out", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]));

        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/")).Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> TokenOfConsoleAsync(HttpClient browser)
    {
        var page = await browser.GetStringAsync(Tab);
        const string before = "name=\"__RequestVerificationToken\" value=\"";
        var start = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return page[start..page.IndexOf('"', start)];
    }
}
