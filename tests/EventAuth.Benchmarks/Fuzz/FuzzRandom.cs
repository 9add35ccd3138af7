namespace EventAuth.Benchmarks.Fuzz;

/// <summary>A random generator that is cheap to restart, so that each input is made only from its number (the generator is SplitMix64).</summary>
internal struct FuzzRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0, less than the end.</summary>
    public int Below(int end) => (int)((Next() >> 32) * (ulong)end >> 32);

    public bool OneIn(int count) => Below(count) == 0;

    private ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
