using System.Globalization;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EventAuth.Benchmarks.ConsolePages;

/// <summary>How long each main page takes in the real Chromium, from the start of the navigation until it can be used, and what it loads.</summary>
internal static class ConsoleBenchmark
{
    private const int Warm = 20;
    private static readonly TimeSpan LongestLoad = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static Task RunAsync() => MeasureAsync().WaitAsync(Longest);

    private static async Task MeasureAsync()
    {
        await using var program = await AdminProgram.StartAsync(new ProgramSettings { OwnProcess = true });
        var visitor = await Visitor.ComeAsync(program.Admin, new VisitorOptions());
        await visitor.SignInAsync();
        var signedIn = await visitor.Context.StorageStateAsync();
        await visitor.Context.CloseAsync();

        // The first page of a program that has just started includes compilation; that is rarely anybody's first page.
        await using (var first = await ComeAsync(program, signedIn))
        {
            var tab = await first.NewPageAsync();
            foreach (var page in ConsolePage.All)
            {
                await LoadAsync(tab, page);
            }
        }

        WriteLine($"{"ms, and thousands of bytes of a cold page",-42}{"cold",7}{"median",8}{"p95",7} {WireBytes.Head}");
        var all = new List<double>();
        var cold = new List<WireBytes>();
        foreach (var page in ConsolePage.All)
        {
            var (bytes, times) = await MeasureAsync(program, signedIn, page);
            cold.Add(bytes);
            var warm = times.Skip(1).Order().ToList();
            all.AddRange(warm);
            WriteLine($"{page.Name,-42}{times[0],7:F0}{warm[warm.Count / 2],8:F0}{P95(warm),7:F0} {bytes}");
        }

        all.Sort();
        var most = cold.Max(bytes => bytes.Total) / 1_000;
        var largest = cold[0].Largest.Take(6).Select(file => $"{new Uri(file.Address).Segments[^1]} {file.Bytes / 1_000:F0} kB");
        WriteLine($"All pages, warm: median {all[all.Count / 2]:F0} ms, p95 {P95(all):F0} ms; a cold page takes at most {most:F0} kB over the wire.");
        WriteLine($"Largest of {ConsolePage.All[0].Name}: {string.Join(", ", largest)}");
    }

    // Cold: a browser that was never here, except for the sign-in. Then warm, with its cache.
    private static async Task<(WireBytes Bytes, List<double> Times)> MeasureAsync(AdminProgram program, string signedIn, ConsolePage page)
    {
        await using var context = await ComeAsync(program, signedIn);
        var tab = await context.NewPageAsync();
        var bytes = await WireBytes.CountAsync(tab);
        var times = new List<double> { await LoadAsync(tab, page) };
        await tab.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await tab.CloseAsync();

        tab = await context.NewPageAsync();
        while (times.Count <= Warm)
        {
            times.Add(await LoadAsync(tab, page));
        }

        return (bytes, times);
    }

    private static async Task<IBrowserContext> ComeAsync(AdminProgram program, string signedIn)
    {
        var browser = await Chromium.BrowserAsync();
        var context = await browser.NewContextAsync(new() { BaseURL = program.Admin.ToString(), StorageState = signedIn });
        await context.AddInitScriptAsync(ConsolePage.Watch);
        return context;
    }

    private static async Task<double> LoadAsync(IPage tab, ConsolePage page)
    {
        await tab.GotoAsync(page.Path);
        return await tab.EvaluateAsync<double>("() => window.usable").WaitAsync(LongestLoad);
    }

    private static double P95(List<double> sorted) => sorted[(int)Math.Ceiling(sorted.Count * 0.95) - 1];

    private static void WriteLine(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
