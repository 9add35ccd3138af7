using System.Globalization;

namespace EventAuth.Benchmarks.Ingest.Comparisons;

/// <summary>Median and range of a set of figures.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    /// <summary>For an even number of figures the median is the mean of the two in the middle.</summary>
    public static Spread Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return sorted.Length == 0
            ? throw new ArgumentException("There are no figures.", nameof(figures))
            : new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:F2} ({Min:F2}–{Max:F2})");
}
