namespace EventAuth.Storage.Previews;

/// <summary>Reads many rows in parts, as many as there are processors: the embedded database works on the thread that reads.</summary>
internal static class ReadingInParts
{
    /// <summary>With fewer rows than this, another part is not worth its connection.</summary>
    private const int Few = 4_096;

    private const int MostParts = 4;

    /// <summary>Reads the rows whose ids are between two others. The results are in the order of the ids.</summary>
    public static Task<T[]> RunAsync<T>(long above, long below, Func<IdRange, Task<T>> read, CancellationToken cancellation)
    {
        var length = Math.Max(0, below - above - 1);
        var parts = Math.Clamp(length / Few, 1, Math.Min(Environment.ProcessorCount, MostParts));
        return Task.WhenAll(Enumerable.Range(0, (int)parts)
            .Select(part => new IdRange(above + (length * part / parts), above + (length * (part + 1) / parts) + 1))
            .Select(part => Task.Run(() => read(part), cancellation)));
    }
}

/// <summary>The ids between two others.</summary>
internal sealed record IdRange(long Above, long Below);
