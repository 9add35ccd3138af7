namespace EventAuth.Benchmarks.Fuzz;

/// <summary>The result of one reader, on one thread or on all.</summary>
internal sealed class FuzzResult
{
    public long Inputs { get; private set; }

    public long Exceptions { get; private set; }

    /// <summary>The first exception and the input that caused it, or null.</summary>
    public string? FirstException { get; private set; }

    /// <summary>Processor time of the slowest input, the least of five repeats, in nanoseconds.</summary>
    public long Costliest { get; private set; }

    /// <summary>The number of that input.</summary>
    public string CostliestInput { get; private set; } = "";

    public void CountInput() => Inputs++;

    public void CountException(Exception exception, string input)
    {
        Exceptions++;
        FirstException ??= input + ": " + exception;
    }

    public void CountCost(long nanoseconds, string input)
    {
        if (nanoseconds > Costliest)
        {
            (Costliest, CostliestInput) = (nanoseconds, input);
        }
    }

    public void Add(FuzzResult other)
    {
        Inputs += other.Inputs;
        Exceptions += other.Exceptions;
        FirstException ??= other.FirstException;
        CountCost(other.Costliest, other.CostliestInput);
    }
}
