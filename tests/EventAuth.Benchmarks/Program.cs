using EventAuth.Benchmarks.Kill;
using EventAuth.Benchmarks.Picker;

switch (args)
{
    case ["picker"]:
        await PickerBenchmark.RunAsync();
        return 0;
    case ["kill"]:
        return await KillBenchmark.RunAsync() ? 0 : 1;
    default:
        await Console.Error.WriteLineAsync("Which benchmark? There are: picker, kill");
        return 1;
}
