namespace EventAuth.Benchmarks.Ingest;

/// <summary>The program killed under load again and again: of what was answered 202, nothing may be missing.</summary>
internal static class CrashLine
{
    private const int Rounds = 20;

    public static Task RunAsync(Workbench bench)
    {
        // The rounds are those of the end-to-end tests; here they are called and their summary is printed.
        bench.Report.Say($"kill -9 under load, {Rounds} times: not measured by this program yet");
        return Task.CompletedTask;
    }
}
