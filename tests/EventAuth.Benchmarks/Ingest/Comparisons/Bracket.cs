using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Reports;

namespace EventAuth.Benchmarks.Ingest.Comparisons;

/// <summary>Compares two servers that both run all the time: ours, the other, ours, the other, …, ours. A round's ratio is the mean of the two neighbouring samples of ours by the other's.</summary>
internal sealed class Bracket(Sampler sampler, Report report, int rounds)
{
    public async Task<Comparison> RunAsync(string line, Side ours, Side other, int connections)
    {
        await Sampler.WarmUpAsync(ours.Contender, ours.Traffic, connections, ours.WarmUp);
        await Sampler.WarmUpAsync(other.Contender, other.Traffic, connections, other.WarmUp);
        var ourSamples = new List<Sample> { await sampler.TakeAsync(line, ours.Contender, ours.Traffic, connections) };
        var otherSamples = new List<Sample>();
        for (var round = 0; round < rounds; round++)
        {
            otherSamples.Add(await sampler.TakeAsync(line, other.Contender, other.Traffic, connections));
            ourSamples.Add(await sampler.TakeAsync(line, ours.Contender, ours.Traffic, connections));
        }

        var comparison = new Comparison(
            line,
            connections,
            Standing.Of(ours.Contender.Name, ourSamples, await sampler.CountSyncsAsync(ours.Contender, ours.Traffic, connections)),
            Standing.Of(other.Contender.Name, otherSamples, await sampler.CountSyncsAsync(other.Contender, other.Traffic, connections)),
            Spread.Of(Ratios(ourSamples, otherSamples)),
            ourSamples.Concat(otherSamples).Count(sample => sample.Noisy));
        report.Record(new { kind = "comparison", comparison });
        return comparison;
    }

    /// <summary>The ratio of each round.</summary>
    internal static IEnumerable<double> Ratios(IReadOnlyList<Sample> ours, IReadOnlyList<Sample> other) => other.Select((sample, round) =>
        (ours[round].Load.RequestsPerSecond + ours[round + 1].Load.RequestsPerSecond) / 2 / sample.Load.RequestsPerSecond);
}
