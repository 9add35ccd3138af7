namespace EventAuth.Benchmarks.Fuzz;

/// <summary>The inputs that looked slowest when they were read once. At the end they are read again, to rule out effects of the machine and the compiler.</summary>
internal sealed class Costliest
{
    /// <summary>How many are kept: while the code is still cold, cheap ones are among them.</summary>
    private const int Most = 100;

    private readonly PriorityQueue<long, long> _byCost = new();

    /// <summary>The numbers of the inputs.</summary>
    public IEnumerable<long> Numbers => _byCost.UnorderedItems.Select(item => item.Element);

    public void Add(long number, long nanoseconds)
    {
        if (_byCost.Count < Most)
        {
            _byCost.Enqueue(number, nanoseconds);
        }
        else
        {
            _byCost.EnqueueDequeue(number, nanoseconds);
        }
    }
}
