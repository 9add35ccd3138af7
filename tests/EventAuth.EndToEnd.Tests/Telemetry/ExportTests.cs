using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Telemetry;

/// <summary>Metrics and traces of the real program, as they arrive.</summary>
public sealed class ExportTests : IDisposable
{
    private const string Secret = "zq7xw-receiver-secret";

    private readonly OtlpReceiver _receiver = new();

    public void Dispose() => _receiver.Dispose();

    [Fact]
    public async Task Metrics_OfKnownTraffic_ArriveWithTheRightCounts()
    {
        await using var program = await StartAsync();
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        var version = await program.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["form.submit"] });
        var token = SigningKey.Shared.Token(new { customId = "c-17" });
        object Visit() => new { action = "page.visit", client = new { uuid = Guid.NewGuid() } };
        object Form() => new { action = "form.submit", client = new { uuid = Guid.NewGuid() } };
        for (var i = 0; i < 5; i++)
        {
            (await program.Ingest.PostAsync(Visit())).Expect(202);
            (await program.Ingest.PostAsync(Form(), token)).Expect(202);
        }

        (await program.Ingest.PostAsync(Form())).Expect(401);
        (await program.Ingest.PostBatchAsync([Visit(), Form(), Visit()])).Expect(207);
        (await program.Ingest.PostBatchAsync([Visit(), Visit()], SigningKey.Other.Token(new { customId = "c-17" }))).Expect(401);
        (await program.Ingest.PostTextAsync("{")).Expect(400);

        await _receiver.WaitAsync(receiver => receiver.Metrics.ContainsKey("eventauth.ingest.requests code=malformed_json outcome=refused"), "The last request");
        await _receiver.WaitAsync(receiver => ValueOf("eventauth.ingest.request.duration") >= 14, "The duration of the last request");
        await _receiver.WaitAsync(receiver => SumOf("eventauth.storage.commit.size outcome=committed") >= 16, "The last commit");

        Assert.Equal(7, ValueOf("eventauth.ingest.events code=anonymous_list_empty outcome=accepted"));
        Assert.Equal(5, ValueOf("eventauth.ingest.events code=listed_with_jwt outcome=accepted"));
        Assert.Equal(2, ValueOf("eventauth.ingest.events code=jwt_required outcome=rejected"));
        Assert.Equal(2, ValueOf("eventauth.ingest.events code=invalid_token outcome=rejected"));
        Assert.Equal(10, ValueOf("eventauth.ingest.requests outcome=accepted"));
        Assert.Equal(1, ValueOf("eventauth.ingest.requests outcome=partly_accepted"));
        Assert.Equal(1, ValueOf("eventauth.ingest.requests code=jwt_required outcome=refused"));
        Assert.Equal(1, ValueOf("eventauth.ingest.requests code=invalid_token outcome=refused"));
        Assert.Equal(14, ValueOf("eventauth.ingest.request.duration"));

        // A token is remembered from its second use on.
        Assert.Equal(2, ValueOf("eventauth.ingest.token.verification.duration outcome=valid"));
        Assert.Equal(1, ValueOf("eventauth.ingest.token.verification.duration outcome=invalid"));
        Assert.Equal(version, ValueOf("eventauth.policy.version"));

        // Twelve accepted, two without the token they need, one record for the rejected batch and one for the malformed body.
        Assert.Equal(16, SumOf("eventauth.storage.commit.size outcome=committed"));
    }

    [Fact]
    public async Task Traces_OfARequest_HoldItsSteps()
    {
        await using var program = await StartAsync();
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        (await program.Ingest.PostAsync(new { action = "page.visit" }, SigningKey.Shared.Token(new { customId = "c-17" }))).Expect(202);

        await _receiver.WaitAsync(receiver => receiver.Spans.Any(span => span.Name == "ingest event") && receiver.Spans.Any(span => span.Name == "commit"), "The trace of the event");

        var spans = _receiver.Spans;
        var request = Assert.Single(spans, span => span.Name == "ingest event");
        Assert.Empty(request.Parent);
        Assert.Equal("accepted", request.Attributes["eventauth.outcome"]);
        Assert.Equal(request.Id, Assert.Single(spans, span => span.Name == "authenticate").Parent);
        var append = Assert.Single(spans, span => span.Name == "append");
        Assert.Equal(request.Id, append.Parent);
        Assert.Equal(append.Id, Assert.Single(spans, span => span.Name == "commit").Parent);
        var call = Assert.Single(spans, span => span.Name == "PUT /api/v1/certificate");
        Assert.Equal("200", call.Attributes["http.response.status_code"]);
    }

    [Fact]
    public async Task Variables_AreReadAsTheStandardSays()
    {
        await using var program = await StartAsync(
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-receiver-key=" + Secret),
            ("OTEL_SERVICE_NAME", "shop-gate"),
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=staging"),
            ("OTEL_TRACES_SAMPLER", "always_off"));
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);

        await _receiver.WaitAsync(receiver => receiver.Metrics.ContainsKey("eventauth.ingest.requests outcome=accepted"), "The request");

        Assert.Equal([Secret], _receiver.Keys);
        Assert.Equal(("shop-gate", "staging"), (_receiver.Resource["service.name"], _receiver.Resource["deployment.environment.name"]));
        Assert.Empty(_receiver.Spans);
        Assert.DoesNotContain(Secret, program.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WhatWasNotSentYet_IsSent()
    {
        await using var program = await StartAsync(("OTEL_METRIC_EXPORT_INTERVAL", "3600000"), ("OTEL_BSP_SCHEDULE_DELAY", "3600000"));
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
        Assert.Equal(0, _receiver.Messages);

        Assert.Equal(0, await program.StopAsync());

        Assert.Equal(1, ValueOf("eventauth.ingest.requests outcome=accepted"));
        Assert.Contains(_receiver.Spans, span => span.Name == "ingest event");
    }

    private Task<AdminProgram> StartAsync(params (string Key, string Value)[] further)
    {
        var settings = _receiver.Settings;
        foreach (var (key, value) in further)
        {
            settings[key] = value;
        }

        return AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true, Further = settings });
    }

    private double ValueOf(string key) => _receiver.Metrics.TryGetValue(key, out var point) ? point.Value : 0;

    private double SumOf(string key) => _receiver.Metrics.TryGetValue(key, out var point) ? point.Sum : 0;
}
