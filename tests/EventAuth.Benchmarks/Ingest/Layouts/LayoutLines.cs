using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Filling;
using EventAuth.Benchmarks.Ingest.Floors;
using EventAuth.Benchmarks.Ingest.Reports;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.Benchmarks.Micro;
using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using Microsoft.Data.Sqlite;

namespace EventAuth.Benchmarks.Ingest.Layouts;

/// <summary>
/// What the product's own ways of storing gain over the usual ones: sorted runs instead of an index over the customer, counts of 16,384 rows at
/// once instead of counts in each transaction, and a mapped file of counters instead of rows. On one core, without the network.
/// </summary>
internal static class LayoutLines
{
    private const int Profiles = 1_000_000;
    private const int Rounds = 5;
    private static readonly TimeSpan s_sample = TimeSpan.FromSeconds(3);

    public static readonly string Head =
        $"{"the product's way ÷ the usual one",-52}{"rows/s",18}  {"rows/s",9}{"",3}{"",9}  {"CPU µs a row",12}";

    public static async Task RunAsync(Workbench bench)
    {
        var profiles = bench.Size(Profiles);
        await CompareAsync("activities: sorted runs ÷ index over the customer", EventLayout.IndexOverCustomer, bench, profiles);
        await CompareAsync("counts: of 16,384 rows ÷ in each transaction", EventLayout.CountsInEachTransaction, bench, profiles);
        CompareRejections(bench);
    }

    private static async Task CompareAsync(string line, EventLayout usual, Workbench bench, int profiles)
    {
        var databases = new FilledDatabases(bench);
        using var ours = new LayoutWriter(await CopyAsync(), EventLayout.Product, profiles);
        using var other = new LayoutWriter(await CopyAsync(), usual, profiles);
        Sample(ours, bench.Length(s_sample), bench.Time);
        Sample(other, bench.Length(s_sample), bench.Time);
        List<(double Rate, double Cpu)> ourSamples = [Sample(ours, bench.Length(s_sample), bench.Time)];
        List<(double Rate, double Cpu)> otherSamples = [];
        for (var round = 0; round < Rounds; round++)
        {
            otherSamples.Add(Sample(other, bench.Length(s_sample), bench.Time));
            ourSamples.Add(Sample(ours, bench.Length(s_sample), bench.Time));
        }

        var ratio = Spread.Of(otherSamples.Select((sample, round) => (ourSamples[round].Rate + ourSamples[round + 1].Rate) / 2 / sample.Rate));
        Say(bench.Report, line, ratio, ourSamples, otherSamples);

        Task<string> CopyAsync() => databases.CopyAsync(profiles, profiles, bench.Cache.NewFolder("layout"));
    }

    // A rejection is counted at once, and survives a killed process; the usual way to get the same is a row in a transaction.
    private static void CompareRejections(Workbench bench)
    {
        using var parts = new RealParts();
        var journal = parts.Get<IEventJournal>();
        var name = EventName.Parse("form.submit");
        var counted = Timing.Microseconds(1_000, _ => journal.Count(DecisionReason.InvalidToken, name, "c1", 1));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(bench.Cache.NewFolder("layout"), "rows.db")};Pooling=False");
        connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        Run("CREATE TABLE rejections (id INTEGER PRIMARY KEY, at INTEGER, reason INTEGER, name TEXT, certificate TEXT)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rejections (at, reason, name, certificate) VALUES (1, 2, 'form.submit', 'c1')";
        var written = Timing.Microseconds(1, _ =>
        {
            Run("BEGIN IMMEDIATE");
            for (var row = 0; row < LayoutWriter.RowsAtOnce; row++)
            {
                insert.ExecuteNonQuery();
            }

            Run("COMMIT");
        }) / LayoutWriter.RowsAtOnce;
        bench.Report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{"rejections: counted in the mapped file ÷ a row each",-52}{"",18}  {"",9}   {"",9}  {counted,5:F2} ÷ {written,5:F1}"));
        bench.Report.Record(new { kind = "layout", line = "rejections", counted, written });

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static (double Rate, double Cpu) Sample(LayoutWriter writer, TimeSpan length, TimeProvider time)
    {
        var (rows, began, cpu) = (0, time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        while (time.GetElapsedTime(began) < length)
        {
            writer.Write(time);
            rows += LayoutWriter.RowsAtOnce;
        }

        return (rows / time.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows);
    }

    private static void Say(
        Report report, string line, Spread ratio, List<(double Rate, double Cpu)> ours, List<(double Rate, double Cpu)> other)
    {
        var (ourRate, otherRate) = (Spread.Of(ours.Select(sample => sample.Rate)).Median, Spread.Of(other.Select(sample => sample.Rate)).Median);
        var (ourCpu, otherCpu) = (Spread.Of(ours.Select(sample => sample.Cpu)).Median, Spread.Of(other.Select(sample => sample.Cpu)).Median);
        report.Say(string.Create(CultureInfo.InvariantCulture, $"{line,-52}{ratio.ToString(),18}  {ourRate,9:F0} ÷ {otherRate,9:F0}  {ourCpu,5:F1} ÷ {otherCpu,5:F1}"));
        report.Record(new { kind = "layout", line, ratio, ours, other });
    }
}
