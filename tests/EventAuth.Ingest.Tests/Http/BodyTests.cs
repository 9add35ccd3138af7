using System.Net.Http.Headers;
using System.Text;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace EventAuth.Ingest.Tests.Http;

public sealed class BodyTests
{
    private const string Event = """{"action":"product.view","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";

    [Theory]
    [InlineData("application/json", 202)]
    [InlineData("Application/JSON", 202)]
    [InlineData("application/json; charset=utf-8", 202)]
    [InlineData("application/json;charset=\"UTF-8\"", 202)]
    [InlineData("application/json; charset=utf8", 202)]
    [InlineData("application/json; charset=\"Utf8\"", 202)]
    [InlineData("application/json; odata.metadata=none; Charset=UTF-8", 202)]
    [InlineData("application/json;", 202)]
    [InlineData("application/json ; charset=UTF-8;", 202)]
    [InlineData("text/plain", 202)]
    [InlineData("text/plain;charset=UTF-8", 202)]
    [InlineData("Text/Plain; charset=\"utf8\"", 202)]
    [InlineData("text/plain; charset=iso-8859-1", 415)]
    [InlineData("text/html", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("application/json, application/json", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=utf-8; charset=latin1", 415)]
    [InlineData("application/cloudevents+json", 415)]
    [InlineData("application/jsonp", 415)]
    [InlineData("application/json; charset=us-ascii", 415)]
    [InlineData("application/json; charset=", 415)]
    [InlineData("nonsense", 415)]
    [InlineData("", 415)]
    public async Task Post_ContentType_IsJsonInUtf8(string type, int status)
    {
        await using var server = await IngestServer.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Event));
        if (type.Length > 0)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        var answer = await server.SendAsync(HttpMethod.Post, IngestServer.Single, content);

        if (status == 415)
        {
            answer.ExpectProblem(415, "unsupported_media_type");
            Assert.Equal("application/json", answer.Header("Accept"));
            Assert.Null(answer.Header("Accept-Encoding"));
            Assert.Contains(type.Length > 0 ? $"Content-Type: {type} was sent" : "No Content-Type was sent", answer.Detail, StringComparison.Ordinal);
            Assert.Contains("with Content-Type: application/json", answer.Detail, StringComparison.Ordinal);
            Assert.Empty(server.Journal.Kept);
        }

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("identity", 202)]
    [InlineData("Identity", 202)]
    [InlineData("gzip", 415)]
    [InlineData("br", 415)]
    public async Task Post_ContentCoding_IsNone(string coding, int status)
    {
        await using var server = await IngestServer.StartAsync();
        using var content = new StringContent(Event, Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add(coding);
        var answer = await server.SendAsync(HttpMethod.Post, IngestServer.Single, content);

        Assert.Equal(status, answer.Status);
        if (status == 415)
        {
            Assert.Equal(("application/json", "identity"), (answer.Header("Accept"), answer.Header("Accept-Encoding")));
            Assert.Contains($"Content-Encoding: {coding} was sent", answer.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain("Content-Type", answer.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Post_ContentTypeOfAnyLengthAndKind_IsToldBackCutAndReadable()
    {
        await using var server = await IngestServer.StartAsync();
        var answer = await RawRequest.SendAsync(
            server.Address,
            $"POST {IngestServer.Single} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: \u00e4{new string('x', 4_000)}\r\nContent-Length: 2\r\n\r\n{{}}");

        Assert.StartsWith("HTTP/1.1 415 ", answer, StringComparison.Ordinal);
        Assert.Contains($"Content-Type: ?{new string('x', 99)}… was sent.", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IngestServer.Single, RequestLimits.EventBytes, true)]
    [InlineData(IngestServer.Single, RequestLimits.EventBytes, false)]
    [InlineData(IngestServer.Batch, RequestLimits.BatchBytes, true)]
    [InlineData(IngestServer.Batch, RequestLimits.BatchBytes, false)]
    public async Task Post_BodySize_IsBoundedWithAndWithoutContentLength(string path, int limit, bool withLength)
    {
        await using var server = await IngestServer.StartAsync();
        var body = path == IngestServer.Single ? Event : $"[{Event}]";

        Assert.Equal(202, (await server.SendAsync(HttpMethod.Post, path, Padded(body, limit, withLength))).Status);
        var tooLarge = (await server.SendAsync(HttpMethod.Post, path, Padded(body, limit + 1, withLength))).ExpectProblem(413, "payload_too_large");
        Assert.All(["65,536 bytes", "1,048,576 bytes", "1,000 events"], part => Assert.Contains(part, tooLarge.Detail, StringComparison.Ordinal));
        Assert.Single(server.Journal.Kept);
        Assert.Empty(server.Journal.Rejections);
    }

    [Fact]
    public async Task Post_ContentLengthBeyondTheLimit_IsRefusedBeforeTheBodyComes()
    {
        await using var server = await IngestServer.StartAsync();
        using var client = await RawRequest.ConnectAsync(
            server.Address,
            $"POST {IngestServer.Single} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
        using var reader = new StreamReader(client.GetStream());

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Post_BrokenChunk_Is400AndNoErrorInTheLog()
    {
        await using var server = await IngestServer.StartAsync();
        var answer = await RawRequest.SendAsync(
            server.Address,
            $"POST {IngestServer.Single} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"malformed_json\"", answer, StringComparison.Ordinal);
        Assert.Contains("did not arrive whole", answer, StringComparison.Ordinal);
        Assert.Contains("Access-Control-Allow-Origin: *", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Post_SenderHangsUpInTheMiddle_LeavesNothingAndNoErrorInTheLog()
    {
        var server = await IngestServer.StartAsync();
        var log = server.Log;
        var journal = server.Journal;
        using (await RawRequest.ConnectAsync(
            server.Address,
            $"POST {IngestServer.Single} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"action\":"))
        {
            // Answered by now: the server has read what was sent before.
            Assert.Equal(202, (await server.PostAsync(Event)).Status);
        }

        while (!log.Lines.Any(line => line.Id is 2002 or 2003))
        {
            await Task.Yield();
        }

        Assert.DoesNotContain(log.Lines, line => line.Level >= LogLevel.Warning);
        Assert.Single(journal.Kept);
        Assert.Empty(journal.Rejections);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Post_AnyRequest_NeverLogsWhatWasSent()
    {
        await using var server = await IngestServer.StartAsync();
        await server.PostAsync("""{"action":"secret action","client":{"uuid":"secret-uuid","email":"secret@mail"}}""", authorization: "Bearer secret.token.x");
        await server.PostAsync(Event, authorization: "Bearer secret.token.x");

        Assert.Contains(server.Log.Lines, line => line.Id == 2001);
        Assert.DoesNotContain(server.Log.Lines, line => line.Text.Contains("secret", StringComparison.Ordinal));
    }

    private static HttpContent Padded(string body, int length, bool withLength)
    {
        var bytes = Encoding.UTF8.GetBytes(body + new string(' ', length - body.Length));
        HttpContent content = withLength ? new ByteArrayContent(bytes) : new StreamContent(new EndlessLooking(bytes));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>Does not give its length, so that the client sends chunks.</summary>
    private sealed class EndlessLooking(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
