using System.Net;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Accounts;

public class SetupTests
{
    private const string Tab = "/data-management/events/js-sdk-event-settings";

    [Fact]
    public async Task Link_OpenedTwice_ConsumesNothingAndIsKeptNowhere()
    {
        await using var program = await RunningProgram.StartAsync();
        using var browser = program.NewBrowser();

        using var first = await browser.GetAsync(program.SetupLink);
        using var second = await browser.GetAsync(program.SetupLink);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("no-referrer", Assert.Single(second.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("no-store", second.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Form_RightlyFilledIn_SignsInAndLeadsToTheTab()
    {
        await using var program = await RunningProgram.StartAsync();
        using var browser = program.NewBrowser();

        using var answer = await CreateAsync(browser, program);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(Tab, answer.Headers.Location?.ToString());
        using var again = await browser.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
    }

    [Theory]
    [InlineData("nobody", "quite long enough", "E-mail")]
    [InlineData("a@shop.example", "short", "at least 12")]
    [InlineData("a@shop.example", "", "at least 12")]
    [InlineData("a@shop.example", "Shop-P4ssword-2026!", "too easy to guess")]
    [InlineData("a@shop.example", "A@shop.example", "must not be the e-mail")]
    public async Task Form_WronglyFilledIn_SaysWhyAndKeepsTheLinkAndTheEmail(string email, string password, string reason)
    {
        await using var program = await RunningProgram.StartAsync();
        using var browser = program.NewBrowser();

        using var answer = await browser.SubmitAsync(program.SetupLink, ("email", email), ("password", password));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains(reason, page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"value=\"{email}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{password}\" ", password.Length == 0 ? "" : page.Replace(email, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await CreateAsync(browser, program)).StatusCode);
    }

    [Fact]
    public async Task Form_PasswordOverTheLimit_IsRefusedAndNotCutOff()
    {
        await using var program = await RunningProgram.StartAsync();
        using var browser = program.NewBrowser();

        using var answer = await browser.SubmitAsync(program.SetupLink, ("email", "a@shop.example"), ("password", new string('x', 129)));

        Assert.Contains("at most 128", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_SentByTwoAtOnce_MakesExactlyOneAdministrator()
    {
        await using var program = await RunningProgram.StartAsync();

        var answers = await Enumerable.Range(0, 6).Select(_ => program.NewBrowser()).SubmitAtOnceAsync(
            program.SetupLink, index => [("email", $"person{index}@shop.example"), ("password", RunningProgram.AdminPassword)]);

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Found);
        var signedIn = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => program.NewBrowser().SignInAsync($"person{index}@shop.example", RunningProgram.AdminPassword)));
        Assert.Single(signedIn, answer => answer.StatusCode == HttpStatusCode.Found);
    }

    [Fact]
    public async Task Link_AfterItsUse_IsVoid()
    {
        await using var program = await RunningProgram.StartAsync();
        using var browser = program.NewBrowser();
        using var created = await CreateAsync(browser, program);

        using var answer = await browser.GetAsync(program.SetupLink);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("no longer valid", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_AfterThirtyMinutes_IsVoidForTheOpenFormToo()
    {
        var clock = new ManualClock();
        await using var program = await RunningProgram.StartAsync(null, clock);
        using var browser = program.NewBrowser();
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(program.SetupLink)).StatusCode);

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(program.SetupLink)).StatusCode);
    }

    [Fact]
    public async Task Link_AfterTheNextStart_IsVoidAndANewOneIsPrinted()
    {
        using var folder = new TemporaryFolder();
        string former;
        await using (var program = await RunningProgram.StartAsync(folder, time: null))
        {
            former = program.SetupLink.Query;
        }

        await using var next = await RunningProgram.StartAsync(folder, time: null);
        using var browser = next.NewBrowser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup" + former)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(next.SetupLink)).StatusCode);
    }

    [Theory]
    [InlineData("/setup")]
    [InlineData("/setup?code=")]
    [InlineData("/setup?code=0000000000000000000000000000000000000000000")]
    public async Task Link_Guessed_IsVoid(string address)
    {
        await using var program = await RunningProgram.StartAsync();
        using var browser = program.NewBrowser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Form_FromAnotherSite_CreatesNobody()
    {
        await using var program = await RunningProgram.StartAsync();
        using var browser = program.NewBrowser();
        var forged = new Dictionary<string, string> { ["code"] = program.SetupLink.Query["?code=".Length..], ["email"] = "a@shop.example", ["password"] = "quite long enough" };

        using var answer = await browser.PostAsync("/setup", new FormUrlEncodedContent(forged));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(program.SetupLink)).StatusCode);
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient browser, RunningProgram program) =>
        browser.SubmitAsync(program.SetupLink, ("email", RunningProgram.AdminEmail), ("password", RunningProgram.AdminPassword));
}
