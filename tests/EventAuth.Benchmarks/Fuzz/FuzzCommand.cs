using System.Globalization;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>Gives many malformed inputs to the readers of untrusted bytes, and prints the result: a rate, exceptions, and the cost of the slowest input.</summary>
internal static class FuzzCommand
{
    private const long UsualInputs = 10_000_000;

    private const double MostMilliseconds = 10;

    /// <summary>Returns whether there was no exception and no input above 10 ms of processor time.</summary>
    /// <param name="arguments">How many inputs in total, or nothing.</param>
    public static async Task<bool> RunAsync(string[] arguments)
    {
        if (!TryReadInputs(arguments, out var inputs))
        {
            await Console.Error.WriteLineAsync("fuzz [inputs]: how many in total, 1,000 or more; 10,000,000 without");
            return false;
        }

        var whole = new FuzzResult();
        var started = TimeProvider.System.GetTimestamp();
        foreach (var plan in FuzzPlan.All)
        {
            var begun = TimeProvider.System.GetTimestamp();
            var result = await new FuzzRun(plan, inputs * plan.Tenths / 10).RunAsync();
            Print(plan.Name, result, TimeProvider.System.GetElapsedTime(begun));
            whole.Add(result);
        }

        Print("in total", whole, TimeProvider.System.GetElapsedTime(started));
        return whole.Exceptions == 0 && Milliseconds(whole) <= MostMilliseconds;
    }

    private static bool TryReadInputs(string[] arguments, out long inputs)
    {
        inputs = UsualInputs;
        return arguments is [] || (arguments is [var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out inputs) && inputs >= 1_000);
    }

    private static void Print(string name, FuzzResult result, TimeSpan time)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-12} {result.Inputs,10:N0} inputs {result.Inputs / time.TotalSeconds,9:N0} a second {result.Exceptions,3} exceptions, costliest {Milliseconds(result):0.000} ms ({result.CostliestInput})"));
        if (result.FirstException is { } exception)
        {
            Console.WriteLine(exception);
        }
    }

    private static double Milliseconds(FuzzResult result) => result.Costliest / 1e6;
}
