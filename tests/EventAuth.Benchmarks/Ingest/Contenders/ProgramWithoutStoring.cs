using System.Diagnostics;
using EventAuth.Admin.Hosting;
using EventAuth.Core.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>
/// Our program with a journal that decides and stores nothing: the difference is the cost of durability. It runs in its
/// own process, which is this benchmark's program with another command.
/// </summary>
internal static class ProgramWithoutStoring
{
    /// <summary>The command.</summary>
    public const string Command = "serve-without-storing";

    /// <summary>Runs it in this process until it is told to stop.</summary>
    public static Task<int> RunAsync() => StartUp.RunAsync(
        () => Admin.Program.Build([], builder => builder.Services.AddSingleton<IEventJournal, DecidingJournal>()),
        Console.Error);

    /// <summary>Starts it in its own process, with the garbage collector that the real one has.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> settings, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ProgramWithoutStoring).Assembly.Location, Command]) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_gcServer"] = "1";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }
}
