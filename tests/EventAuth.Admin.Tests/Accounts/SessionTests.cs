using System.Net;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Storage.Attempts;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Accounts;

public class SessionTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Tab = "/data-management/events";

    [Fact]
    public async Task Cookie_CopiedBeforeSigningOut_IsOfNoUseAfter()
    {
        using var browser = shared.Program.NewBrowser();
        using var signedIn = await browser.SignInAsync(await shared.Program.AddPersonAsync(Roles.Viewer), RunningProgram.AdminPassword);
        using var thief = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = shared.Program.Admin };
        thief.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("EventAuth.SignIn=", StringComparison.Ordinal)).Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync(Tab)).StatusCode);

        using var signedOut = await browser.SubmitAsync(new Uri(Tab, UriKind.Relative));

        Assert.Equal("/sign-in", signedOut.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync(Tab)).StatusCode);
    }

    [Fact]
    public async Task Cookie_OfAPersonRemovedInStorage_IsOfNoUseAtOnce()
    {
        using var browser = shared.Program.NewBrowser();
        var email = await shared.Program.AddPersonAsync(Roles.Editor);
        (await browser.SignInAsync(email, RunningProgram.AdminPassword)).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Tab)).StatusCode);

        await using var context = await shared.Program.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        await context.Users.Where(account => account.Email == email).ExecuteDeleteAsync();

        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync(Tab)).StatusCode);
    }

    [Fact]
    public async Task SignIn_ManyWrongAttemptsAtOnce_FewAreLookedAt()
    {
        await using var program = await RunningProgram.StartAsync(null, new ManualClock());
        var email = await program.AddPersonAsync(Roles.Viewer);
        var browsers = Enumerable.Range(0, 12).Select(_ => program.NewBrowser()).ToList();

        var answers = await Task.WhenAll(browsers.Select(browser => browser.SignInAsync(email, "wrong password")));

        Assert.Equal(SignInBackOff.FreeFailures, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(browsers.Count - SignInBackOff.FreeFailures, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task BackOff_ManyAttemptsAtOneMoment_ExactlyTheFreeOnesPass()
    {
        var backOff = new SignInBackOff(new LocalAttempts(new ManualClock()));
        using var gate = new ManualResetEventSlim();
        var attempts = Enumerable.Range(0, 64).Select(_ => Task.Run(() =>
        {
            gate.Wait();
            return backOff.BeginAsync("a@shop.example", "127.0.0.1", isUsualPlace: true, CancellationToken.None);
        })).ToList();

        gate.Set();
        var waits = await Task.WhenAll(attempts);

        Assert.Equal(SignInBackOff.FreeFailures, waits.Count(wait => wait == TimeSpan.Zero));
    }
}
