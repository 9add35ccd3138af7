using EventAuth.Benchmarks.Kill;
using EventAuth.Benchmarks.Micro;
using EventAuth.Benchmarks.Picker;

switch (args)
{
    case ["picker"]:
        await PickerBenchmark.RunAsync();
        return 0;
    case ["kill"]:
        return await KillBenchmark.RunAsync() ? 0 : 1;
    case ["micro", .. var filter]:
        return MicroBenchmarks.Run(filter);
    default:
        await Console.Error.WriteLineAsync("Which benchmark? There are: picker, kill, micro [filter]");
        return 1;
}
