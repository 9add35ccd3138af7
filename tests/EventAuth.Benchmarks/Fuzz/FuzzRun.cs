namespace EventAuth.Benchmarks.Fuzz;

/// <summary>Gives one reader its inputs, on all cores. Input number n is the same in each run, on any thread.</summary>
internal sealed class FuzzRun(FuzzPlan plan, long inputs)
{
    private const int Repeats = 5;

    private const ulong Seed = 20_261_122;

    private readonly Lock _measuring = new();
    private readonly IReadOnlyList<byte[]> _seeds = FuzzCorpus.Seeds(plan.Name);

    public async Task<FuzzResult> RunAsync()
    {
        var threads = Environment.ProcessorCount;
        var parts = await Task.WhenAll(Enumerable.Range(0, threads).Select(thread =>
            Task.Factory.StartNew(() => ReadAll(thread, threads), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var whole = new FuzzResult();
        foreach (var part in parts)
        {
            whole.Add(part);
        }

        return whole;
    }

    private FuzzResult ReadAll(int thread, int threads)
    {
        var result = new FuzzResult();
        var reader = plan.Make();
        var mutator = new Mutator(_seeds, plan.BlowUpOneIn);
        var input = new FuzzInput(plan.MostBytes);
        var costliest = new Costliest();
        for (long number = thread; number < inputs; number += threads)
        {
            Make(number, mutator, input);
            ReadOne(reader, input, number, costliest, result);
        }

        // Again, now that the code is as fast as it gets; one thread after the other, because two that share a core or a cache would slow each other down.
        lock (_measuring)
        {
            foreach (var number in costliest.Numbers)
            {
                Make(number, mutator, input);
                result.CountCost(Enumerable.Range(0, Repeats).Min(_ => Measure(reader, input)), $"number {number}, {input.Length} bytes");
            }
        }

        return result;
    }

    private void Make(long number, Mutator mutator, FuzzInput input)
    {
        var extreme = number - (inputs - plan.Extremes.Count);
        if (extreme >= 0)
        {
            input.Begin(plan.Extremes[(int)extreme]);
            return;
        }

        var chance = new FuzzRandom(Seed + ((ulong)number * 0xD1342543DE82EF95));
        mutator.Make(input, ref chance);
    }

    private static void ReadOne(FuzzReader reader, FuzzInput input, long number, Costliest costliest, FuzzResult result)
    {
        result.CountInput();
        try
        {
            costliest.Add(number, Measure(reader, input));
        }
#pragma warning disable CA1031 // Any exception is a finding.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            result.CountException(exception, $"number {number}, {input.Length} bytes, {Convert.ToBase64String(input.Bytes[..Math.Min(input.Length, 3_000)])}");
        }
    }

    private static long Measure(FuzzReader reader, FuzzInput input)
    {
        reader.Take(input.Bytes);
        var before = ThreadTime.Nanoseconds;
        reader.Read();
        return ThreadTime.Nanoseconds - before;
    }
}
