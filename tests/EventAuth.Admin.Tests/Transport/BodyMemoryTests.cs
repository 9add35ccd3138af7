using System.Net;
using System.Net.Sockets;
using System.Text;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Transport;

/// <summary>Bodies that stop in the middle: their memory is limited in total, and does not block others.</summary>
public class BodyMemoryTests
{
    private const string Event = """{"action":"page.visit","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";
    private const int Length = 700_000;

    [Fact]
    public async Task Batches_MoreThanTheMemory_AreAnswered503AndUsualEventsAreTaken()
    {
        await using var program = await StartAsync();
        using var shop = new HttpClient { BaseAddress = program.Ingest };
        using var first = await HalfAsync(program);
        using var second = await HalfAsync(program);
        using var third = await HalfAsync(program);

        // The last is refused; or the first, if the last came more than a second later.
        var answer = await await Task.WhenAny(AnswerAsync(first), AnswerAsync(second), AnswerAsync(third));

        Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nRetry-After: 1\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"overloaded\"", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(shop, "custom", Event));
    }

    [Fact]
    public async Task Batch_WhileTheMemoryIsHeldByOthersThatStopped_IsTakenAfterASecondInsteadOfThem()
    {
        await using var program = await StartAsync();
        using var shop = new HttpClient { BaseAddress = program.Ingest };
        using var first = await HalfAsync(program);
        using var second = await HalfAsync(program);

        await UntilTakenAsync(shop);

        // The one whose beginning arrived first, which is not always the one that was sent first.
        var answer = await await Task.WhenAny(AnswerAsync(first), AnswerAsync(second));
        Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_AfterOthersHungUpInTheMiddle_HasTheirMemory()
    {
        await using var program = await StartAsync();
        using var shop = new HttpClient { BaseAddress = program.Ingest };
        for (var round = 0; round < 10; round++)
        {
            using var half = await HalfAsync(program);
            half.LingerState = new LingerOption(enable: round % 2 == 0, seconds: 0);
        }

        await UntilTakenAsync(shop);
        await UntilTakenAsync(shop);
    }

    private static Task<RunningProgram> StartAsync() => RunningProgram.StartReadyAsync("--Ingest:MaxBodyMegabytes=2");

    private static async Task UntilTakenAsync(HttpClient shop)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var batch = $"[{Event}{new string(' ', Length)}]";
        var status = await PostAsync(shop, "batch", batch);
        for (var tries = 0; status == HttpStatusCode.ServiceUnavailable && tries < 400; tries++)
        {
            await ticks.WaitForNextTickAsync();
            status = await PostAsync(shop, "batch", batch);
        }

        Assert.Equal(HttpStatusCode.Accepted, status);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient shop, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await shop.PostAsync("/v4/events/" + path, content);
        return answer.StatusCode;
    }

    // Most of a batch, whose rest never arrives.
    private static async Task<TcpClient> HalfAsync(RunningProgram program)
    {
        var client = new TcpClient();
        await client.ConnectAsync(program.Ingest.Host, program.Ingest.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v4/events/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {Length + 100}\r\n\r\n["
            + new string(' ', Length)));
        return client;
    }

    private static async Task<string> AnswerAsync(TcpClient client)
    {
        var (answer, buffer) = (new StringBuilder(), new byte[4_096]);
        while (!answer.ToString().Contains('}', StringComparison.Ordinal) && await client.GetStream().ReadAsync(buffer) is > 0 and var read)
        {
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }
}
