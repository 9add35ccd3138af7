using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.Benchmarks.Ingest.Decisions;

/// <summary>Half a minute of bad tokens, as many as the machine can send: how they are recorded, and how valid events are affected.</summary>
internal static class AttackLine
{
    private const string Code = "invalid_token";
    private const int Seconds = 30;
    private const int Connections = 64;

    /// <summary>Between two valid events.</summary>
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(Workbench bench)
    {
        await using var ours = await bench.StartOursAsync();
        var traffic = bench.NewBadTokens();

        // The earlier requests are few and recorded individually: when the counts agree with the record, nothing is pending any more.
        await Until.TrueAsync(async () => await CountedAsync(ours) is > 0 and var count && count == await RecordedAsync(ours), () => "Counts and record do not agree.");
        var (countedBefore, sizeBefore) = (await CountedAsync(ours), SizeOf(ours));
        using var over = new CancellationTokenSource();
        var good = SendGoodAsync(ours, bench.Time, over.Token);
        var attack = await Wrk.RunAsync(ours.Address, traffic, Connections, Seconds);
        await over.CancelAsync();
        var (sent, times) = await good;
        await Until.TrueAsync(async () => await CountedAsync(ours) - countedBefore >= attack.Requests, () => "Not every rejection was counted.");
        var counted = await CountedAsync(ours) - countedBefore;
        bench.Report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"attack: {attack.RequestsPerSecond:N0} bad tokens/s for {Seconds} s; {attack.Requests:N0} answered, {counted:N0} counted (up to {Connections} more were on their way); storage grew by {(SizeOf(ours) - sizeBefore) / 1_048_576.0:F1} MiB"));
        bench.Report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"  good events meanwhile: {times.Count:N0} of {sent:N0} accepted, median {Spread.Of(times).Median:F1} ms, longest {times.Max():F1} ms"));
        bench.Report.Record(new { kind = "attack", attack, counted, sent, accepted = times.Count });
        if (counted < attack.Requests || counted > attack.Requests + Connections || times.Count != sent)
        {
            throw new InvalidOperationException("Not every rejection was counted once, or a good event was refused.");
        }
    }

    private static async Task<(int Sent, List<double> Times)> SendGoodAsync(OurProgram ours, TimeProvider time, CancellationToken over)
    {
        using var http = new HttpClient();
        using var pace = new PeriodicTimer(s_pace, time);
        var (sent, times) = (0, new List<double>());
        while (!over.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None))
        {
            var began = time.GetTimestamp();
            using var content = new StringContent(EventBodies.Of(EventBodies.Anonymous[0], Guid.NewGuid()), null, "application/json");
            using var answer = await http.PostAsync(new Uri(ours.Address, RequestText.EventPath), content, CancellationToken.None);
            sent++;
            if (answer.IsSuccessStatusCode)
            {
                times.Add(time.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return (sent, times);
    }

    private static async Task<long> RecordedAsync(OurProgram ours) =>
        (await ours.Api.GetAsync($"/api/v1/decisions?code={Code}&limit=1000")).Expect(200).Json.GetProperty("items").EnumerateArray().Sum(record => record.GetProperty("count").GetInt64());

    private static async Task<long> CountedAsync(OurProgram ours) =>
        (await ours.Api.GetAsync("/api/v1/decisions/counts?span=day")).Expect(200).Json.GetProperty("codes").EnumerateArray()
            .Where(code => code.GetProperty("code").GetString() == Code).Sum(code => code.GetProperty("count").GetInt64());

    private static long SizeOf(OurProgram ours) => new DirectoryInfo(Path.Combine(ours.Folder, "data")).EnumerateFiles().Sum(file => file.Length);
}
