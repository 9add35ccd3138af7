using System.Globalization;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.EndToEnd.Tests.Overload;

namespace EventAuth.Benchmarks.Ingest.Decisions;

/// <summary>
/// Twice as many connections as the process may have file descriptors, for a minute, that are idle, slow with their headers, slow with a body,
/// or stop in the middle of a large batch: whether the process survives, how events on existing connections are affected, and how
/// soon new connections get in afterwards.
/// </summary>
internal static class CrowdLines
{
    public const string Head = "descriptors  connections         made   events answered  refused   p50 ms   p99 ms  longest ms   new after s   peak MiB";

    private const int Shops = 8;
    private static readonly int[] s_limits = [512, 1_024, 4_096];
    private static readonly TimeSpan s_full = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_mostAfter = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Workbench bench)
    {
        var troubles = new List<string>();
        foreach (var limit in s_limits)
        {
            foreach (var kind in Enum.GetValues<CrowdKind>())
            {
                if (await RunAsync(bench, limit, kind) is { } trouble)
                {
                    troubles.Add(string.Create(CultureInfo.InvariantCulture, $"{limit} descriptors, {kind}: {trouble}"));
                }
            }
        }

        if (troubles.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', troubles));
        }
    }

    private static async Task<string?> RunAsync(Workbench bench, int limit, CrowdKind kind)
    {
        await using var ours = await bench.StartLimitedAsync(limit);
        await using var shops = new StandingShops(ours.Address, Shops);
        await shops.WarmUpAsync();
        var (before, made) = (shops.Times.Count, 0);
        await using (var crowd = new Crowd(ours.Address, kind, 2 * limit))
        {
            await Task.Delay(bench.Length(s_full), bench.Time);
            made = crowd.Connected;
        }

        double[] times = [.. shops.Times.Skip(before).Order()];
        var began = bench.Time.GetTimestamp();
        var trouble = await StandingShops.SendOneAsync(ours.Address, s_mostAfter);
        var after = bench.Time.GetElapsedTime(began).TotalSeconds;
        if (ours.HasEnded)
        {
            return "the process ended";
        }

        var peak = ProcessFacts.ReadPeakMemory(ours.ProcessId);
        double At(double share) => times.Length == 0 ? double.NaN : times[(int)(share * (times.Length - 1))];
        bench.Report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{limit,11:N0}  {kind,-12}{made,13:N0}{times.Length,18:N0}{shops.Troubles.Count,9:N0}{At(0.5),9:F1}{At(0.99),9:F1}{At(1),12:F1}{after,14:F2}{peak / 1_048_576,11:N0}"));
        bench.Report.Record(new { kind = "crowd", limit, crowd = kind.ToString(), made, answered = times.Length, refused = shops.Troubles, p99 = At(0.99), after, peak });
        return trouble is not null ? "no new event got in: " + trouble
            : peak > Crowd.MostMemory ? "it took more memory than it may"
            : shops.Troubles.Count > 0 || shops.Connections != Shops ? "an event was refused or its connection lost: " + string.Join(", ", shops.Troubles.Take(1))
            : null;
    }
}
