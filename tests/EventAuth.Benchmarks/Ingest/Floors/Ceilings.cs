namespace EventAuth.Benchmarks.Ingest.Floors;

/// <summary>
/// The most requests a second that the parts allow: all cores are busy, with the load generator, with what Kestrel costs alone,
/// and with the necessary work of a request. Waiting for the disk costs no core while others are served.
/// </summary>
/// <param name="Empty">Requests a second of Kestrel alone, under the same load generator.</param>
/// <param name="Check">A signature check, in microseconds.</param>
/// <param name="Find">Finding a remembered token, in microseconds.</param>
/// <param name="Row">Appending a row in a full batch, in microseconds.</param>
/// <param name="Cores">How many cores.</param>
internal sealed record Ceilings(double Empty, double Check, double Find, double Row, int Cores)
{
    /// <summary>Events whose tokens are remembered.</summary>
    public double Remembered => PerSecond(Find + Row);

    /// <summary>Events whose tokens are all new.</summary>
    public double Distinct => PerSecond(Check + Row);

    /// <summary>Tokens with bad signatures.</summary>
    public double Flood => PerSecond(Check);

    private double PerSecond(double microseconds) => Cores / ((Cores / Empty) + (microseconds / 1e6));
}
