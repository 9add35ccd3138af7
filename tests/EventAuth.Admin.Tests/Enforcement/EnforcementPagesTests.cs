using Bunit;
using EventAuth.Admin.Components.EventSettings;
using EventAuth.Admin.Components.Layout;
using EventAuth.Admin.Enforcement;
using EventAuth.Admin.Tests.Components;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Enforcement;

/// <summary>What the pages say about enforcement.</summary>
public sealed class EnforcementPagesTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private ConsoleFixture _console = null!;
    private EnforcementProof _proof = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync(services => services.AddSingleton<TimeProvider>(_clock));
        _proof = _console.Page.Services.GetRequiredService<EnforcementProof>();
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Line_BeforeAnyProof_IsNotThere() => Assert.Empty(_console.Page.Render<LastProof>().Markup.Trim());

    [Fact]
    public void Line_Proven_SaysHowLongAgo()
    {
        var line = _console.Page.Render<LastProof>();

        _proof.Succeed(ProofScope.Everything);
        _clock.Advance(TimeSpan.FromSeconds(12));
        line.Render();
        line.FindComponent<EventAuth.Admin.Components.Times.RelativeTime>().Render();

        line.WaitForAssertion(() => Assert.Equal("Enforcement last proven 12 s ago.", Words(line.Find("p").TextContent)));
    }

    [Theory]
    [InlineData(ProofScope.NothingNeedsToken, "Enforcement last proven just now, for forged tokens only: no event needs a token.")]
    [InlineData(ProofScope.OnlyMonitored, "Enforcement last proven just now, for forged tokens only: Monitor mode accepts events without a token.")]
    public void Line_ProvenInPart_SaysWhatIsLeftOut(object scope, string expected)
    {
        var line = _console.Page.Render<LastProof>();

        _proof.Succeed((ProofScope)scope);

        line.WaitForAssertion(() => Assert.Equal(expected, Words(line.Find("p").TextContent)));
    }

    [Fact]
    public void Line_Obstacle_SaysSinceWhenAndWhy()
    {
        var line = _console.Page.Render<LastProof>();

        _proof.Miss("the check was answered 503 overloaded");

        line.WaitForAssertion(() =>
        {
            Assert.StartsWith("Enforcement not proven since ", Words(line.Find("p").TextContent), StringComparison.Ordinal);
            Assert.EndsWith(": the check was answered 503 overloaded.", Words(line.Find("p").TextContent), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Alert_Failure_SaysWhatItMeansAndWhatToDoUntilItIsProvenAgain()
    {
        var layout = _console.Page.Render<MainLayout>();
        _proof.Succeed(ProofScope.Everything);
        Assert.DoesNotContain("enforce the policy", layout.Markup, StringComparison.Ordinal);

        _proof.Fail("“form.submit” without a token was accepted");
        layout.WaitForAssertion(() =>
        {
            var alert = Words(layout.Find("main [role=alert]").TextContent);
            Assert.StartsWith("This server does not enforce the policy.", alert, StringComparison.Ordinal);
            Assert.Contains("and “form.submit” without a token was accepted.", alert, StringComparison.Ordinal);
            Assert.Contains("Stop sending events to this server", alert, StringComparison.Ordinal);
        });

        _proof.Succeed(ProofScope.Everything);
        layout.WaitForAssertion(() => Assert.DoesNotContain("enforce the policy", layout.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Alert_NothingProvenForFiveMinutes_SaysSinceWhen()
    {
        var layout = _console.Page.Render<MainLayout>();
        _proof.Succeed(ProofScope.Everything);
        _proof.Miss("the check was answered 503 overloaded");
        Assert.DoesNotContain("not proven since", layout.Markup, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(5));

        _proof.Miss("the check was answered 503 overloaded");

        layout.WaitForAssertion(() => Assert.StartsWith(
            "Enforcement not proven since", Words(layout.Find("main [role=alert]").TextContent), StringComparison.Ordinal));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
