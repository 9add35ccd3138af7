using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.People;
using EventAuth.Admin.Recovery;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Clocks;

/// <summary>
/// The running program while its clock is set ahead and back. What was issued is never valid for longer than its own lifetime, and what
/// is issued afterwards is valid at once. Limits by address and by key are not here: the framework measures them by a clock that cannot
/// be set.
/// </summary>
public sealed class ClockTests : IAsyncLifetime
{
    private const string Event = """{"action":"page.visit","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";
    private const string Page = "/data-management/events";

    private readonly ManualClock _clock = new();
    private RunningProgram _program = null!;

    public static TheoryData<ClockMove> Moves => new(Enum.GetValues<ClockMove>());

    public async Task InitializeAsync() => _program = await RunningProgram.StartAsync(
        null, _clock, $"--Bootstrap:AdminEmail={RunningProgram.AdminEmail}", $"--Bootstrap:AdminPassword={RunningProgram.AdminPassword}");

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Password_ClockMovedAfterFailures_WaitsAMinuteAtMost(ClockMove move)
    {
        using var browser = _program.NewBrowser();
        _clock.Set(move.Before());
        for (var i = 0; i < SignInBackOff.FreeFailures; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await SignInAsync(browser, "a wrong password"));
        }

        _clock.Set(move.After());
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(browser, RunningProgram.AdminPassword));
        _clock.Advance(SignInBackOff.Longest);
        Assert.Equal(HttpStatusCode.Found, await SignInAsync(browser, RunningProgram.AdminPassword));
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Cookie_ClockMoved_IsGoodForItsOwnTimeAtMostAndTheNextOneIsGood(ClockMove move)
    {
        using var former = _program.NewBrowser();
        _clock.Set(move.Before());
        Assert.Equal(HttpStatusCode.Found, await SignInAsync(former, RunningProgram.AdminPassword));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(former, Page));

        _clock.Set(move.After());
        Assert.Equal(HttpStatusCode.Found, await StatusAsync(former, Page));
        using var browser = _program.NewBrowser();
        Assert.Equal(HttpStatusCode.Found, await SignInAsync(browser, RunningProgram.AdminPassword));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, Page));
        _clock.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Found, await StatusAsync(browser, Page));
    }

    [Fact]
    public async Task SignIns_ManyOfAClockThatWasAhead_DoNotPushOutTheNextOnes()
    {
        await using (var context = await NewContextAsync())
        {
            var account = await context.Users.SingleAsync();
            context.SignIns.AddRange(Enumerable.Range(0, SignInSessions.MaxKept).Select(_ => new EventAuth.Storage.Entities.SignInRecord
            {
                Id = Guid.NewGuid(), AccountId = account.Id, At = _clock.GetUtcNow().AddDays(1), Address = "", Browser = "",
            }));
            await context.SaveChangesAsync();
        }

        HttpClient[] browsers = [_program.NewBrowser(), _program.NewBrowser()];
        foreach (var browser in browsers)
        {
            Assert.Equal(HttpStatusCode.Found, await SignInAsync(browser, RunningProgram.AdminPassword));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var browser in browsers)
        {
            using (browser)
            {
                Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, Page));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Links_ClockMoved_AreGoodForTheirOwnTimeAtMostAndTheNextOnesAreGood(ClockMove move)
    {
        var admin = await _program.SignInDirectlyAsync(RunningProgram.AdminEmail);
        _clock.Set(move.Before());
        var (invitation, recovery, setup) = await MakeAsync(admin, "former@shop.example");
        Assert.Equal((true, true, true), await AreValidAsync(invitation, recovery, setup));

        _clock.Set(move.After());
        Assert.Equal((false, false, false), await AreValidAsync(invitation, recovery, setup));
        (invitation, recovery, setup) = await MakeAsync(admin, "next@shop.example");
        Assert.Equal((true, true, true), await AreValidAsync(invitation, recovery, setup));
        _clock.Advance(RecoveryLinks.Lifetime);
        Assert.Equal((true, false, false), await AreValidAsync(invitation, recovery, setup));
        _clock.Advance(InvitationDirectory.Lifetime);
        Assert.Equal((false, false, false), await AreValidAsync(invitation, recovery, setup));
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task ApiKeys_ClockMoved_AreGoodForTheirOwnTimeAtMostAndTheNextOnesAreGood(ClockMove move)
    {
        var admin = await _program.SignInDirectlyAsync(RunningProgram.AdminEmail);
        _clock.Set(move.Before());
        var endless = await CreateAsync("endless", null);
        var former = await CreateAsync("former", TimeSpan.FromDays(30));

        _clock.Set(move.After());
        Assert.Equal(HttpStatusCode.OK, await CallAsync(endless));
        var isWithinItsTime = move is ClockMove.DayAhead or ClockMove.DayBackAndRight;
        Assert.Equal(isWithinItsTime ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await CallAsync(former));
        var next = await CreateAsync("next", TimeSpan.FromDays(30));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(next));
        _clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(next));

        async Task<string> CreateAsync(string name, TimeSpan? lifetime)
        {
            var (outcome, key) = await Get<ApiKeyDirectory>().CreateAsync(admin, name, Roles.Viewer, lifetime, CancellationToken.None);
            Assert.Equal(AccessOutcome.Done, outcome);
            return key!;
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Program_ClockMoved_TakesEventsAndSaysWhyConnectionsAreRefused(ClockMove move)
    {
        _clock.Set(move.Before());
        Assert.Equal(HttpStatusCode.Accepted, await SendEventAsync());
        Assert.Equal(1, await RefuseAsync());

        _clock.Set(move.After());
        Assert.Equal(HttpStatusCode.Accepted, await SendEventAsync());
        Assert.Equal(1, await RefuseAsync());
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(2, await RefuseAsync());
        Assert.DoesNotContain("\nError: ", "\n" + _program.Log.Text, StringComparison.Ordinal);

        async Task<HttpStatusCode> SendEventAsync()
        {
            using var client = new HttpClient();
            using var body = new StringContent(Event, new MediaTypeHeaderValue("application/json"));
            using var answer = await client.PostAsync(new Uri(_program.Ingest, "v4/events/custom"), body);
            return answer.StatusCode;
        }

        async Task<int> RefuseAsync()
        {
            using var browser = _program.NewBrowser();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/check");
            request.Headers.Add("Origin", "https://other.example");
            (await browser.SendAsync(request)).Dispose();
            return _program.Log.Text.Split("A live connection was refused").Length - 1;
        }
    }

    private static async Task<HttpStatusCode> SignInAsync(HttpClient browser, string password)
    {
        using var answer = await browser.SignInAsync(RunningProgram.AdminEmail, password);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string page)
    {
        using var answer = await browser.GetAsync(page);
        return answer.StatusCode;
    }

    private T Get<T>()
        where T : notnull => _program.Services.GetRequiredService<T>();

    private Task<EventAuthDbContext> NewContextAsync() => Get<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();

    private async Task<HttpStatusCode> CallAsync(string key)
    {
        using var client = _program.NewApiClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await StatusAsync(client, "policy");
    }

    private async Task<(string Invitation, string Recovery, string Setup)> MakeAsync(ClaimsPrincipal admin, string email)
    {
        // The caller must be signed in, which a recovery link ends, so the link is for another account.
        var other = await _program.AddPersonAsync(Roles.Viewer);
        var (outcome, invitation) = await Get<InvitationDirectory>().InviteAsync(admin, email, Roles.Viewer, CancellationToken.None);
        Assert.Equal(AccessOutcome.Done, outcome);
        var recovery = await Get<RecoveryLinks>().IssueAsync(other, CancellationToken.None);
        return (invitation!, recovery!, await Get<SetupLinkIssuer>().RenewAsync(CancellationToken.None));
    }

    // A setup link works for nobody while there are accounts: it is looked up like the form does.
    private async Task<(bool Invitation, bool Recovery, bool Setup)> AreValidAsync(string invitation, string recovery, string setup)
    {
        await using var context = await NewContextAsync();
        return (
            await Get<InvitationDirectory>().FindAsync(invitation, CancellationToken.None) is not null,
            await Get<RecoveryLinks>().FindAsync(recovery, CancellationToken.None) is not null,
            await SetupLinkIssuer.Find(context, setup, _clock.GetUtcNow()).AnyAsync());
    }
}
