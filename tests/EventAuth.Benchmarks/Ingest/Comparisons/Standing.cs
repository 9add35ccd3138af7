using EventAuth.Benchmarks.Ingest.Load;

namespace EventAuth.Benchmarks.Ingest.Comparisons;

/// <summary>The medians of the samples of one server.</summary>
internal sealed record Standing(
    string Contender,
    double RequestsPerSecond,
    double Median,
    double P99,
    double CpuMicroseconds,
    double ResidentMebibytes,
    double? SyncsPerThousand,
    string? Trouble)
{
    public static Standing Of(string contender, IReadOnlyList<Sample> samples, double? syncs) => new(
        contender,
        Spread.Of(samples.Select(sample => sample.Load.RequestsPerSecond)).Median,
        Spread.Of(samples.Select(sample => sample.Load.Median)).Median,
        Spread.Of(samples.Select(sample => sample.Load.P99)).Median,
        Spread.Of(samples.Select(sample => sample.CpuMicroseconds)).Median,
        Spread.Of(samples.Select(sample => sample.ResidentBytes / 1_048_576.0)).Median,
        syncs,
        samples.FirstOrDefault(sample => sample.Trouble is not null)?.Trouble);
}
