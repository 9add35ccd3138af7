using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Logs;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Telemetry;

/// <summary>What docs/telemetry.md lists is what arrives, and nothing of what was sent or typed is in it.</summary>
public sealed class TelemetryPageTests : BrowserTest, IDisposable
{
    private readonly OtlpReceiver _receiver = new();

    protected override ProgramSettings Settings => new() { Further = _receiver.Settings };

    public void Dispose() => _receiver.Dispose();

    [Fact]
    public async Task Everything_ThatArrives_IsOnThePageAndHoldsNoMark()
    {
        await UseEverythingAsync();
        var page = TelemetryPage.Read();

        await _receiver.WaitAsync(
            receiver => page.Metrics.All(Metrics(receiver).Contains) && page.MetricAttributes.All(MetricAttributes(receiver).Contains)
                && page.Spans.All(Spans(receiver).Contains) && page.SpanAttributes.All(SpanAttributes(receiver).Contains),
            "Something that the page lists");

        Assert.Equal(page.Metrics.ToHashSet(), Metrics(_receiver));
        Assert.Equal(page.MetricAttributes.ToHashSet(), MetricAttributes(_receiver));
        Assert.Equal(page.Spans.ToHashSet(), Spans(_receiver));
        Assert.Equal(page.SpanAttributes.ToHashSet(), SpanAttributes(_receiver));

        var found = Marks.FindIn(_receiver.Everything);
        Assert.True(found.Count == 0, "Marks in telemetry:\n" + string.Join('\n', found));
    }

    private static HashSet<string> Metrics(OtlpReceiver receiver) => [.. receiver.Metrics.Values.Select(point => $"{point.Metric} {point.Unit}")];

    private static HashSet<string> MetricAttributes(OtlpReceiver receiver) => [.. receiver.Metrics.Values.SelectMany(point => point.Attributes.Keys.Select(key => $"{point.Metric} {key}"))];

    private static HashSet<string> Spans(OtlpReceiver receiver) => [.. receiver.Spans.Select(NameOf)];

    private static HashSet<string> SpanAttributes(OtlpReceiver receiver) => [.. receiver.Spans.SelectMany(span => span.Attributes.Keys.Select(key => $"{NameOf(span)} {key}"))];

    // All calls of the API are one row of the page.
    private static string NameOf(Span span) => span.Attributes.ContainsKey("http.route") ? "METHOD /api/v1/…" : span.Name;

    private async Task UseEverythingAsync()
    {
        await DefineCertificateAsync();
        var client = new { uuid = Marks.Uuid, email = Marks.Email, customId = Marks.CustomId, firstName = Marks.Attribute };
        var whole = new { action = "form.submit", label = Marks.Attribute, client, @params = new { note = Marks.Attribute } };
        (await Program.Ingest.PostAsync(whole, Marks.Token)).Expect(202);
        (await Program.Ingest.PostAsync(whole, Marks.Token[..^20] + "AAAAAAAAAAAAAAAAAAAA")).Expect(401);
        (await Program.Ingest.PostAsync(whole)).Expect(401);
        (await Program.Ingest.PostBatchAsync([whole, new { action = Marks.Attribute }], Marks.Token)).Expect(207);
        (await Program.Ingest.PostBatchAsync([whole], Marks.Password)).Expect(401);
        var query = $"?token={Marks.Token}&search={Uri.EscapeDataString(Marks.Email)}";
        await Program.Ingest.SendAsync(HttpMethod.Post, IngestClient.One + query, new StringContent(Marks.Attribute), ("Cookie", Marks.Cookie), ("User-Agent", Marks.Attribute));
        (await Program.Api.GetAsync("/api/v1/profiles/" + Marks.Uuid + query)).Expect(200);
        await Program.Api.GetAsync("/api/v1/" + Marks.CustomId + query);
        await Program.Api.WithKey(Marks.ApiKey).SendAsync(new HttpMethod(Marks.Word), "/api/v1/policy" + query, null, ("traceparent", $"00-{Guid.NewGuid():N}-00f067aa0ba902b7-01"), ("tracestate", "a=" + Marks.Word));

        var visitor = await ComeAsync();
        await visitor.SignInAsync("/profiles/" + Marks.Uuid);
        await visitor.Page.GetByText(Marks.Email).First.WaitForAsync();
        await visitor.Page.GotoAsync("/sign-in");
    }
}
