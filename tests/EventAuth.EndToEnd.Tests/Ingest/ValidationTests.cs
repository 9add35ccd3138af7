using System.Net.Http.Headers;
using System.Text;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Ingest;

/// <summary>What the reader of one event refuses, and how it says so.</summary>
public sealed class ValidationTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    private const string Uuid = "5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5";

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"action\":\"a.b\",\"client\":{\"uuid\":\"" + Uuid + "\"}} {}")]
    [InlineData("{\"action\":\"a.b\",\"action\":\"a.b\",\"client\":{\"uuid\":\"" + Uuid + "\"}}")]
    [InlineData("{\"action\":\"a.b\",\"client\":{\"uuid\":\"" + Uuid + "\"},\"params\":{\"x\":{\"y\":1,\"y\":2}}}")]
    public async Task Ingest_NotOneJsonObjectWithoutDuplicates_IsMalformed(string body) =>
        AssertClosed((await running.Ingest.PostTextAsync(body)).ExpectProblem(400, "malformed_json"));

    [Fact]
    public async Task Ingest_ByteOrderMark_IsMalformed() =>
        (await running.Ingest.PostBytesAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Valid())])).ExpectProblem(400, "malformed_json");

    [Fact]
    public async Task Ingest_BrokenUtf8_IsMalformed() =>
        (await running.Ingest.PostBytesAsync([.. Encoding.UTF8.GetBytes("{\"label\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"," + Valid()[1..])]))
            .ExpectProblem(400, "malformed_json");

    [Theory]
    [InlineData(30, 202)]
    [InlineData(31, 202)]
    [InlineData(32, 400)]
    [InlineData(5000, 400)]
    public async Task Ingest_Depth_IsAtMost32(int levelsInParams, int status)
    {
        // The event itself is the first level; params counts from the second.
        var nested = string.Concat(Enumerable.Repeat("{\"x\":", levelsInParams - 1)) + "{}" + new string('}', levelsInParams - 1);
        var answer = await running.Ingest.PostTextAsync(Valid($"\"params\":{nested},"));
        answer.Expect(status);
    }

    [Fact]
    public async Task Ingest_EverythingWrong_IsReportedAtOnce()
    {
        var answer = await running.Ingest.PostAsync(new
        {
            action = "x",
            label = new string('l', 257),
            client = new { uuid = "not-a-uuid", email = "no e-mail", customId = "", attributes = 5 },
            @params = 7,
            time = "yesterday",
            eventSalt = "with blank",
        });

        answer.ExpectProblem(400, "invalid_event");
        Assert.Equal(
            ["action", "client.attributes", "client.customId", "client.email", "client.uuid", "eventSalt", "label", "params", "time"],
            answer.ErrorFields.Order(StringComparer.Ordinal));
        Assert.All(answer.Json.GetProperty("errors").EnumerateArray(), error =>
        {
            Assert.NotEmpty(error.GetProperty("code").GetString()!);
            Assert.NotEmpty(error.GetProperty("message").GetString()!);
        });
    }

    [Theory]
    [InlineData("\"action\":5", "action")]
    [InlineData("\"action\":\"a\"", "action")]
    [InlineData("\"action\":\"a.b c\"", "action")]
    [InlineData("\"action\":\"café\"", "action")]
    [InlineData("\"action\":\"abcdefghijklmnopqrstuvwxyz0123456\"", "action")]
    public async Task Ingest_BadAction_IsInvalid(string member, string field)
    {
        var answer = await running.Ingest.PostTextAsync($"{{{member},\"client\":{{\"uuid\":\"{Uuid}\"}}}}");
        answer.ExpectProblem(400, "invalid_event");
        Assert.Equal([field], answer.ErrorFields);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff")]
    [InlineData("5f0c1d2e3a4b4c5d8e6f708192a3b4c5")]
    [InlineData("{5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5}")]
    [InlineData("5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4cg")]
    public async Task Ingest_BadUuid_IsInvalid(string uuid)
    {
        var answer = await running.Ingest.PostAsync(new { action = "page.visit", client = new { uuid } });
        answer.ExpectProblem(400, "invalid_event");
        Assert.Equal(["client.uuid"], answer.ErrorFields);
    }

    [Theory]
    [InlineData("{\"action\":\"page.visit\"}", "client")]
    [InlineData("{\"action\":\"page.visit\",\"client\":{}}", "client.uuid")]
    [InlineData("{\"client\":{\"uuid\":\"" + Uuid + "\"}}", "action")]
    public async Task Ingest_RequiredMemberMissing_IsNamed(string body, string field)
    {
        var answer = await running.Ingest.PostTextAsync(body);
        answer.ExpectProblem(400, "invalid_event");
        Assert.Equal([field], answer.ErrorFields);
    }

    [Theory]
    [InlineData("2024-11-22T10:15:00", 400)]
    [InlineData("1999-12-31T23:59:59Z", 400)]
    [InlineData("2024-13-01T00:00:00Z", 400)]
    [InlineData("2024-11-22", 400)]
    [InlineData("2000-01-01T00:00:00Z", 202)]
    [InlineData("2024-11-22T10:15:00.000+01:00", 202)]
    public async Task Ingest_Time_IsRfc3339WithOffset(string time, int status) =>
        (await running.Ingest.PostTextAsync(Valid($"\"time\":\"{time}\","))).Expect(status);

    [Fact]
    public async Task Ingest_UnknownTopLevelMembers_AreIgnored() =>
        (await running.Ingest.PostTextAsync(Valid("\"surprise\":{\"x\":[1,2]},"))).Expect(202);

    [Fact]
    public async Task Ingest_MoreThan65536Bytes_IsTooLarge()
    {
        var room = 65_536 - Valid("\"params\":{\"x\":\"\"},").Length;
        (await running.Ingest.PostTextAsync(Valid($"\"params\":{{\"x\":\"{new string('x', room)}\"}},"))).Expect(202);
        AssertClosed((await running.Ingest.PostTextAsync(Valid($"\"params\":{{\"x\":\"{new string('x', room + 1)}\"}},"))).ExpectProblem(413, "payload_too_large"));
    }

    [Fact]
    public async Task Ingest_TooLargeWithoutLength_IsTooLargeToo()
    {
        using var content = new StreamContent(new MemoryStream(new byte[300_000]));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await running.Ingest.SendAsync(HttpMethod.Post, IngestClient.One, content, ("Transfer-Encoding", "chunked"));
        answer.ExpectProblem(413, "payload_too_large");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task Ingest_NotJson_IsUnsupported(string? mediaType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Valid()));
        content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        AssertClosed((await running.Ingest.SendAsync(HttpMethod.Post, IngestClient.One, content)).ExpectProblem(415, "unsupported_media_type"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task Ingest_JsonWithCharset_IsTaken(string mediaType)
    {
        using var content = new StringContent(Valid(), Encoding.UTF8, mediaType);
        (await running.Ingest.SendAsync(HttpMethod.Post, IngestClient.One, content)).Expect(202);
    }

    private static string Valid(string more = "") => $"{{{more}\"action\":\"page.visit\",\"client\":{{\"uuid\":\"{Uuid}\"}}}}";

    // An error only describes itself: no trace, no type names.
    private static void AssertClosed(Answer answer)
    {
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
    }
}
