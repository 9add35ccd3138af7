namespace EventAuth.Benchmarks.Fuzz;

/// <summary>A reader of the program for untrusted bytes. One serves one thread.</summary>
internal abstract class FuzzReader
{
    /// <summary>Prepares an input as it is received; not measured.</summary>
    public abstract void Take(ReadOnlySpan<byte> input);

    /// <summary>Reads the prepared input, which must give a verdict and no exception.</summary>
    public abstract void Read();
}
