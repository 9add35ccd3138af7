using System.Text.RegularExpressions;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>What was sent is what is counted, and each figure leads to the decisions behind it.</summary>
public sealed class OverviewJourneyTests : BrowserTest
{
    [Fact]
    public async Task Events_AcceptedAndRejected_AreCountedExactlyAndLeadToLive()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync("/overview");
        var page = visitor.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No events in the last hour", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(new Uri(Program.IngestListener, "/v4/events/custom").ToString());

        await SendAsync("page.visit", 5, status: 202);
        await SendAsync("form.submit", 3, status: 401);

        // The page refreshes itself; nobody has to load it again.
        await ExpectRowAsync(page, "Events in the last hour by name", "page.visit", "5", "0");
        await ExpectRowAsync(page, "Events in the last hour by name", "form.submit", "0", "3");
        await ExpectRowAsync(page, "Events in the last hour by reason", "jwt_required", "0", "3");
        await ExpectRowAsync(page, "Events in the last hour by reason", "anonymous_list_empty", "5", "0");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Needs attention", Exact = true })).ToContainTextAsync("3 rejected in the last hour");

        await page.GetByRole(AriaRole.Link, new() { Name = "3 rejected: Token required but missing", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/live\?outcome=rejected&code=jwt_required&since=20[0-9T%A-Z-]+$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        // A column of the chart for each line of its table; of its two parts the second are the rejected. Which minute it is depends on the clock.
        await page.GoBackAsync();
        await Expect(page.Locator("[data-links] path.mud-chart-bar").First).ToBeAttachedAsync();
        var minute = await page.Locator("[data-links]").EvaluateAsync<int>(
            "chart => [...document.querySelectorAll(`#${chart.dataset.links} tbody tr`)].findIndex(row => row.querySelectorAll('td')[1].querySelector('a'))");
        await page.Locator("[data-links] path.mud-chart-bar").Nth((2 * minute) + 1).DispatchEventAsync("click");
        await Expect(page).ToHaveURLAsync(new Regex(@"/live\?outcome=rejected&since=20[0-9T%A-Z-]+&until=20[0-9T%A-Z-]+$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Span_Chosen_StandsInTheAddressAndComesBack()
    {
        await SendAsync("page.visit", 1, status: 202);
        var visitor = await ComeAsync();
        await visitor.SignInAsync("/overview");
        var page = visitor.Page;
        var spans = page.GetByRole(AriaRole.Navigation, new() { Name = "Span of time", Exact = true });

        await spans.GetByRole(AriaRole.Link, new() { Name = "Last 30 days", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted and rejected, per day", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("Days start at midnight UTC; your clock is")).ToBeVisibleAsync();
        await page.HasAddressAsync("/overview?span=month");
        await page.GoBackAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted and rejected, per minute", Exact = true })).ToBeVisibleAsync();
    }

    private static async Task ExpectRowAsync(IPage page, string table, string head, string accepted, string rejected)
    {
        var cells = page.GetByRole(AriaRole.Table, new() { Name = table, Exact = true }).GetByRole(AriaRole.Row).Filter(new() { HasText = head }).GetByRole(AriaRole.Cell);
        await Expect(cells.First).ToHaveTextAsync(new Regex($@"^\s*{accepted}( accepted: .*)?\s*$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(cells.Last).ToHaveTextAsync(new Regex($@"^\s*{rejected}( rejected: .*)?\s*$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private async Task SendAsync(string action, int times, int status)
    {
        for (var time = 0; time < times; time++)
        {
            var answer = await Program.Ingest.PostAsync(new { action, client = new { uuid = Guid.NewGuid() } });
            Assert.Equal(status, answer.Status);
        }
    }
}
