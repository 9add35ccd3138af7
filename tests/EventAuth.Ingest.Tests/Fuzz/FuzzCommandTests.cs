using System.Diagnostics;
using System.Reflection;
using Xunit.Abstractions;

namespace EventAuth.Ingest.Tests.Fuzz;

/// <summary>A short run of the fuzz command, as on the command line.</summary>
public sealed class FuzzCommandTests(ITestOutputHelper output)
{
    private static readonly string s_command =
        typeof(FuzzCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Benchmarks").Value!;

    [Fact]
    public async Task Fuzz_ThirtyThousandInputs_BringsNoException()
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(s_command);
        start.ArgumentList.Add("fuzz");
        start.ArgumentList.Add("30000");
        using var process = Process.Start(start)!;
        var (printed, troubles) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        output.WriteLine(await printed + await troubles);

        // The full run checks the cost of the slowest input: a run this short also measures the compiler.
        Assert.Matches("in total +30,000 inputs .* 0 exceptions", await printed);
    }
}
