using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest.Decisions;

/// <summary>Half a minute of bad tokens, as many as the machine gives: what the record makes of them, and what good events notice.</summary>
internal static class AttackLine
{
    private const int Seconds = 30;
    private const int Connections = 64;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(Workbench bench)
    {
        await using var ours = await bench.StartOursAsync();
        var traffic = new Traffic(bench.Requests.BadSignatures(), refused: true);
        await Sampler.WarmUpAsync(ours, traffic, Connections, 1);
        await SettleAsync();
        var (countedBefore, sizeBefore) = (await CountedAsync(ours), SizeOf(ours));
        using var over = new CancellationTokenSource();
        var good = SendGoodAsync(ours, bench.Time, over.Token);
        var attack = await Wrk.RunAsync(ours.Address, traffic, Connections, Seconds);
        await over.CancelAsync();
        var (sent, times) = await good;
        await SettleAsync();
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
        var (sent, times) = (0, new List<double>());
        while (!over.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            using var content = new StringContent(EventBodies.Of(EventBodies.Anonymous[0], Guid.NewGuid()), null, "application/json");
            using var answer = await http.PostAsync(new Uri(ours.Address, RequestText.EventPath), content, CancellationToken.None);
            sent++;
            if (answer.IsSuccessStatusCode)
            {
                times.Add(time.GetElapsedTime(began).TotalMilliseconds);
            }

            await Task.Delay(s_pause, CancellationToken.None);
        }

        return (sent, times);
    }

    // What was rejected is in the counts within a second, and what was written lies in the database soon after.
    private static Task SettleAsync() => Task.Delay(TimeSpan.FromSeconds(2));

    private static async Task<long> CountedAsync(OurProgram ours) =>
        (await ours.Api.GetAsync("/api/v1/decisions/counts?span=day")).Expect(200).Json.GetProperty("codes").EnumerateArray()
            .Where(code => code.GetProperty("code").GetString() == "invalid_token").Sum(code => code.GetProperty("count").GetInt64());

    private static long SizeOf(OurProgram ours) => new DirectoryInfo(Path.Combine(ours.Folder, "data")).EnumerateFiles().Sum(file => file.Length);
}
