using System.Collections.Concurrent;
using System.Globalization;

namespace EventAuth.Admin.Tests.Hosting.Unreadable;

/// <summary>
/// Whatever bytes a stranger sends: an answer that says so if one is possible, and nothing in the log that would grow with it.
/// </summary>
public sealed class UnreadableRequestTests
{
    private const int Flood = 25;

    // Some of them keep the server waiting for five seconds.
    private static readonly ParallelOptions Beside = new() { MaxDegreeOfParallelism = 8 };

    [Fact]
    public async Task Request_NobodyCanRead_IsRefusedAndLeavesNoLine()
    {
        var program = await StartAsync();
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(await TableAsync(program), Beside, async (sent, _) =>
        {
            var (address, request) = sent;
            var answer = await RawSocket.SendAsync(address, request.Text, request.End);
            var status = answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
                ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture)
                : 0;
            if (!request.Fits(status))
            {
                wrong.Add($"{(address == program.Admin ? "admin" : "ingest")}, {request.Name}: {status} instead of {request.Status}");
            }
        });

        await StopAsync(program);
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Request_NobodyCanRead_ManyTimes_DoesNotFillTheLog()
    {
        var program = await StartAsync();
        await Parallel.ForEachAsync(await TableAsync(program), Beside, async (sent, _) =>
        {
            var (address, request) = sent;
            await Task.WhenAll(Enumerable.Range(0, Flood).Select(_ => RawSocket.SendAsync(address, request.Text, request.End)));
        });

        await StopAsync(program);
    }

    private static Task<RunningProgram> StartAsync() => RunningProgram.StartReadyAsync("--Listeners:TrustedProxies=127.0.0.1");

    private static async Task<IEnumerable<(Uri Address, UnreadableRequest Request)>> TableAsync(RunningProgram program)
    {
        var admin = UnreadableRequests.Admin(await LiveSocket.SignInAsync(program));
        return [.. UnreadableRequests.Ingest.Select(request => (program.Ingest, request)), .. admin.Select(request => (program.Admin, request))];
    }

    // An invalid WebSocket request is usually caused by a proxy: its administrator is told, once in ten minutes.
    private static bool IsAboutProxy(string line) =>
        line.StartsWith("Warning: A live connection was refused (websocket_upgrade_missing).", StringComparison.Ordinal);

    // When it has stopped, every request has ended and has written what it had to write.
    private static async Task StopAsync(RunningProgram program)
    {
        await program.DisposeAsync();
        var all = program.Log.Text.Split('\n');
        Assert.InRange(all.Count(IsAboutProxy), 0, 1);
        var lines = all.Where(line => !IsAboutProxy(line)).Where(line =>
            line.StartsWith("Warning:", StringComparison.Ordinal) || line.StartsWith("Error:", StringComparison.Ordinal)
            || line.StartsWith("Critical:", StringComparison.Ordinal) || line.StartsWith("   at ", StringComparison.Ordinal)).ToList();
        Assert.True(lines.Count == 0, $"{lines.Count} lines:\n" + string.Join('\n', lines.Take(60)));
    }
}
