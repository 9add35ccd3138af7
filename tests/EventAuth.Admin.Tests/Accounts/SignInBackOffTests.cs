using System.Net;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Storage.Attempts;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Accounts;

public sealed class SignInBackOffTests
{
    private const string Email = "a@shop.example";
    private const string Home = "192.0.2.1";

    private readonly ManualClock _clock = new();
    private readonly SignInBackOff _backOff;

    public SignInBackOffTests() => _backOff = new SignInBackOff(new LocalAttempts(_clock));

    [Fact]
    public async Task Stranger_FailingOnAndOn_DoesNotKeepTheOwnerWaiting()
    {
        await using var program = await RunningProgram.StartAsync();
        var email = await program.AddPersonAsync(Roles.Administrator);
        using var stranger = program.NewBrowser(IPAddress.Parse("127.0.0.2"));
        // The first pause is over after a second, which one attempt can take on a busy machine; the later ones are longer.
        HttpStatusCode last = default;
        for (var i = 0; i <= SignInBackOff.FreeFailures + 5 && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await stranger.SignInAsync(email, "wrong password");
            last = answer.StatusCode;
        }

        using var owner = program.NewBrowser();
        using var signedIn = await owner.SignInAsync(email, RunningProgram.AdminPassword);

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
    }

    [Fact]
    public async Task Guessing_FromManyNetworks_DelaysNewPlacesAndNotTheUsualOne()
    {
        for (var i = 0; i < SignInBackOff.FreeFailuresFromNewPlaces; i++)
        {
            Assert.Equal(TimeSpan.Zero, await _backOff.BeginAsync(Email, $"198.51.100.{i}", isUsualPlace: false, CancellationToken.None));
        }

        Assert.NotEqual(TimeSpan.Zero, await _backOff.BeginAsync(Email, "203.0.113.9", isUsualPlace: false, CancellationToken.None));
        Assert.Equal(TimeSpan.Zero, await _backOff.BeginAsync("other@shop.example", "203.0.113.9", isUsualPlace: false, CancellationToken.None));
        Assert.Equal(TimeSpan.Zero, await _backOff.BeginAsync(Email, Home, isUsualPlace: true, CancellationToken.None));
    }

    [Fact]
    public async Task Failures_OneAfterTheOther_WaitTwiceAsLongUpToAMinute()
    {
        var waits = new List<double>();
        for (var i = 0; i < SignInBackOff.FreeFailures + 8; i++)
        {
            var wait = await _backOff.BeginAsync(Email, Home, isUsualPlace: true, CancellationToken.None);
            if (wait > TimeSpan.Zero)
            {
                waits.Add(wait.TotalSeconds);
                _clock.Advance(wait);
                Assert.Equal(TimeSpan.Zero, await _backOff.BeginAsync(Email, Home, isUsualPlace: true, CancellationToken.None));
            }
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits);
    }

    [Fact]
    public async Task Success_AfterFailures_BeginsAnew()
    {
        for (var i = 0; i < SignInBackOff.FreeFailures; i++)
        {
            await _backOff.BeginAsync(Email, Home, isUsualPlace: true, CancellationToken.None);
        }

        await _backOff.SucceedAsync(Email, Home, CancellationToken.None);

        Assert.Equal(TimeSpan.Zero, await _backOff.BeginAsync(Email, Home, isUsualPlace: true, CancellationToken.None));
    }

    [Fact]
    public async Task Addresses_OfOneIPv6Subscriber_CountTogether()
    {
        for (var i = 0; i < SignInBackOff.FreeFailures; i++)
        {
            Assert.Equal(TimeSpan.Zero, await _backOff.BeginAsync(Email, $"2001:db8:1:2::{i}", isUsualPlace: true, CancellationToken.None));
        }

        Assert.NotEqual(TimeSpan.Zero, await _backOff.BeginAsync(Email, "2001:db8:1:2:ffff::1", isUsualPlace: true, CancellationToken.None));
        Assert.Equal(TimeSpan.Zero, await _backOff.BeginAsync(Email, "2001:db8:1:3::1", isUsualPlace: true, CancellationToken.None));
    }

    [Fact]
    public async Task Memory_OfManyEmails_StaysBounded()
    {
        for (var i = 0; i < 30_000; i++)
        {
            await _backOff.BeginAsync($"{i}@shop.example", Home, isUsualPlace: true, CancellationToken.None);
        }

        // The older half is forgotten then; this happens only in such an attack, and what is tracked afterwards counts again.
        for (var i = 0; i < SignInBackOff.FreeFailures; i++)
        {
            await _backOff.BeginAsync(Email, Home, isUsualPlace: true, CancellationToken.None);
        }

        Assert.NotEqual(TimeSpan.Zero, await _backOff.BeginAsync(Email, Home, isUsualPlace: true, CancellationToken.None));
    }
}
