using Bunit;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Checklist = EventAuth.Admin.Components.GetStarted.GetStarted;

namespace EventAuth.Admin.Tests.Components.GetStarted;

public sealed class GetStartedTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Steps_NewInstallation_AreFourAndNoneIsDone()
    {
        var checklist = _console.Page.Render<Checklist>();

        Assert.Equal(
            ["Define the certificate", "Choose the events of the lists", "See the first event", "See the first valid token"],
            checklist.WaitForElements("li a").Select(step => step.TextContent.Trim()));
        Assert.Contains("0 of 4", checklist.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_ListChanged_TickThemselves()
    {
        var checklist = _console.Page.Render<Checklist>();
        checklist.WaitForElements("li a");

        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "client.register");

        checklist.WaitForAssertion(() => Assert.Contains("Done", checklist.FindAll("li")[1].TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Done", checklist.FindAll("li")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_EventCame_IsTicked()
    {
        var now = TimeProvider.System.GetUtcNow();
        await _console.AppendAsync(new PlainEvent
        {
            Action = EventName.Parse("page.visit"),
            ClientUuid = "5f0c1a2b-0000-4000-8000-00000000000a",
            Time = now,
            ReceivedAt = now,
        });

        var checklist = _console.Page.Render<Checklist>();

        checklist.WaitForAssertion(() => Assert.Contains("Done", checklist.FindAll("li")[2].TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Checklist_Dismissed_StaysAway()
    {
        var checklist = _console.Page.Render<Checklist>();
        checklist.Once("button", element => element.Click());
        Assert.Empty(checklist.Markup.Trim());
        Assert.Single(_console.Page.JSInterop.Invocations["eventAuthBrowser.dismiss"]);

        _console.Page.JSInterop.Setup<bool>("eventAuthBrowser.isDismissed").SetResult(true);
        Assert.Empty(_console.Page.Render<Checklist>().Markup.Trim());
    }
}
