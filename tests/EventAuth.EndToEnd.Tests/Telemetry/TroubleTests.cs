using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Telemetry;

/// <summary>Whatever is wrong with the receiver, events are accepted.</summary>
public sealed class TroubleTests
{
    private const string Secret = "zq7xw-receiver-secret";

    [Theory]
    [InlineData("not an address", "x-receiver-key=" + Secret, "OTEL_EXPORTER_OTLP_ENDPOINT is not an address")]
    [InlineData("ftp://user:" + Secret + "@127.0.0.1", "x-receiver-key=" + Secret, "OTEL_EXPORTER_OTLP_ENDPOINT is not an address")]
    [InlineData("http://127.0.0.1:4318", Secret, "settings that begin with OTEL_ cannot be used")]
    [InlineData("http://user:" + Secret + "@127.0.0.1:1", "x-receiver-key=" + Secret, "Telemetry does not arrive")]
    public async Task Start_ReceiverThatCannotBeUsed_RunsAndSaysSo(string endpoint, string headers, string said)
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings
        {
            OwnProcess = true,
            Further = new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = headers,
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            },
        });

        (await PostAsync(program)).Expect(202);

        await Until.TrueAsync(() => Task.FromResult(program.Output.Text.Contains(said, StringComparison.Ordinal)), () => "It did not say so:\n" + program.Output.Text);
        Assert.DoesNotContain(Secret, program.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_WhileTheReceiverNeverAnswers_GoesOn()
    {
        using var receiver = new OtlpReceiver(answers: false);
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true, Further = receiver.Settings });
        await receiver.WaitAsync(waiting => waiting.Messages > 0, "The first message");

        // More than the exporter queues.
        for (var request = 0; request < 3_000; request++)
        {
            (await PostAsync(program)).Expect(202);
        }
    }

    private static Task<Answer> PostAsync(AdminProgram program) => program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } });
}
