namespace EventAuth.Benchmarks.Fuzz;

/// <summary>A reader of the program that strangers' bytes reach. One serves one thread.</summary>
internal abstract class FuzzReader
{
    /// <summary>Takes an input over, as it comes in; not measured.</summary>
    public abstract void Take(ReadOnlySpan<byte> input);

    /// <summary>Reads what was taken over, which must give a verdict and no exception.</summary>
    public abstract void Read();
}
