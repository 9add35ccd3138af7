using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Times;

/// <summary>The time zone of the person's browser; read once per circuit.</summary>
internal sealed class BrowserTimeZone(IJSRuntime script)
{
    private Task<TimeZoneInfo>? _zone;

    /// <summary>The zone; UTC if the browser does not say.</summary>
    public ValueTask<TimeZoneInfo> GetAsync() => new(_zone ??= AskAsync());

    private async Task<TimeZoneInfo> AskAsync()
    {
        try
        {
            var answer = await script.InvokeAsync<Answer?>("eventAuthBrowser.timeZone");
            return answer is null ? TimeZoneInfo.Utc : Find(answer);
        }
        catch (Exception failure) when (failure is JSException or JSDisconnectedException or OperationCanceledException)
        {
            return TimeZoneInfo.Utc;
        }
    }

    // A server without zone data still knows how far the browser's clock is from UTC now.
    private static TimeZoneInfo Find(Answer answer)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(answer.Id, out var zone))
        {
            return zone;
        }

        var offset = TimeSpan.FromMinutes(Math.Clamp(answer.OffsetMinutes, -14 * 60, 14 * 60));
        return TimeZoneInfo.CreateCustomTimeZone("browser", offset, displayName: null, standardDisplayName: null);
    }

    private sealed record Answer(string Id, int OffsetMinutes);
}
