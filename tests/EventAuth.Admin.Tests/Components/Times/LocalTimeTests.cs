using System.Text.Json;
using Bunit;
using EventAuth.Admin.Components.Times;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Tests.Components.Times;

public sealed class LocalTimeTests
{
    private static readonly DateTimeOffset Moment = new(2026, 7, 3, 13, 5, 9, TimeSpan.Zero);

    [Fact]
    public void LocalTime_ManyOnAPage_AskTheBrowserOnce()
    {
        using var page = Page("""{ "id": "Nowhere/Unknown", "offsetMinutes": 120 }""", out var browser);

        var first = page.Render<LocalTime>(set => set.Add(time => time.Value, Moment));
        var second = page.Render<LocalTime>(set => set.Add(time => time.Value, Moment.AddDays(1)));

        Assert.Equal("3 Jul 2026, 15:05", first.Find("time").TextContent);
        Assert.Equal("4 Jul 2026, 15:05", second.Find("time").TextContent);
        Assert.Equal("2026-07-03 13:05:09.000 UTC", first.Find("time").GetAttribute("title"));
        Assert.Equal(1, browser.Calls);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{ "id": "", "offsetMinutes": 0 }""")]
    public void LocalTime_BrowserDoesNotSay_IsUtc(string answer)
    {
        using var page = Page(answer, out _);

        var shown = page.Render<LocalTime>(set => set.Add(time => time.Value, Moment).Add(time => time.Seconds, true));

        Assert.Equal("3 Jul 2026, 13:05:09", shown.Find("time").TextContent);
    }

    private static BunitContext Page(string answer, out Browser browser)
    {
        browser = new Browser(answer);
        var page = new BunitContext();
        page.Services.AddSingleton(TimeProvider.System).AddScoped<BrowserTimeZone>();
        page.Services.AddSingleton<IJSRuntime>(browser);
        return page;
    }

    /// <summary>Answers as a browser does, in JSON, and counts.</summary>
    private sealed class Browser(string answer) : IJSRuntime
    {
        public int Calls { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            Assert.Equal("eventAuthBrowser.timeZone", identifier);
            Calls++;
            return ValueTask.FromResult(JsonSerializer.Deserialize<TValue>(answer, JsonSerializerOptions.Web)!);
        }
    }
}
