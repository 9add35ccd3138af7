using System.Globalization;
using EventAuth.Benchmarks.ConsolePages;
using EventAuth.Benchmarks.Fuzz;
using EventAuth.Benchmarks.Ingest;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Kill;
using EventAuth.Benchmarks.Micro;
using EventAuth.Benchmarks.Nodes;
using EventAuth.Benchmarks.Picker;
using EventAuth.Benchmarks.Previews;

switch (args)
{
    case ["picker"]:
        await PickerBenchmark.RunAsync();
        return 0;
    case ["console"]:
        await ConsoleBenchmark.RunAsync();
        return 0;
    case ["kill"]:
        return await KillBenchmark.RunAsync() ? 0 : 1;
    case ["nodes", "policy", var changes]:
        return await PolicySpread.RunAsync(int.Parse(changes, CultureInfo.InvariantCulture), notifies: true) ? 0 : 1;
    case ["nodes", "policy-without-notifications", var changes]:
        return await PolicySpread.RunAsync(int.Parse(changes, CultureInfo.InvariantCulture), notifies: false) ? 0 : 1;
    case ["nodes", "kill", var seconds]:
        return await NodesKill.RunAsync(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))) ? 0 : 1;
    case ["preview"]:
        return await PreviewBenchmark.RunAsync() ? 0 : 1;
    case ["preview", "speed"]:
        await PreviewBenchmark.MeasureAsync();
        return 0;
    case ["fuzz", .. var arguments]:
        return await FuzzCommand.RunAsync(arguments) ? 0 : 1;
    case ["micro", .. var filter]:
        return MicroBenchmarks.Run(filter);
    case ["ingest", .. var arguments]:
        return await IngestBenchmark.RunAsync(arguments);
    case [ProgramWithoutStoring.Command]:
        return await ProgramWithoutStoring.RunAsync();
    case [EmptyServer.Command, var address]:
        return await EmptyServer.RunAsync(address);
    default:
        await Console.Error.WriteLineAsync("Which benchmark? There are: picker, console, kill, nodes policy CHANGES, nodes policy-without-notifications CHANGES, nodes kill SECONDS, preview [speed], fuzz [inputs], micro [filter]; and ./bench.sh for the ingest endpoint");
        return 1;
}
