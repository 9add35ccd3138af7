using BenchmarkDotNet.Running;

namespace EventAuth.Benchmarks.Micro;

/// <summary>Measures single pieces of code, of this assembly: those with the attribute <c>[Benchmark]</c>.</summary>
internal static class MicroBenchmarks
{
    /// <summary>Runs those whose name matches the filter; without a filter, all.</summary>
    public static int Run(string[] filter)
    {
        string[] arguments = filter is [] ? ["--filter", "*"] : ["--filter", .. filter];
        return BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(arguments).Any() ? 0 : 1;
    }
}
