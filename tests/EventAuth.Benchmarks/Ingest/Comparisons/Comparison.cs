namespace EventAuth.Benchmarks.Ingest.Comparisons;

/// <summary>How ours compares to another on the same requests.</summary>
/// <param name="Line">What was compared.</param>
/// <param name="Connections">Over how many connections at once.</param>
/// <param name="Ours">Our figures.</param>
/// <param name="Other">The other's.</param>
/// <param name="Ratio">Ours ÷ the other, of the rounds.</param>
/// <param name="Noisy">How many samples other processes disturbed.</param>
internal sealed record Comparison(string Line, int Connections, Standing Ours, Standing Other, Spread Ratio, int Noisy)
{
    /// <summary>Why the ratio is invalid; null if it is valid.</summary>
    public string? Trouble => Ours.Trouble ?? Other.Trouble;
}
