using EventAuth.Benchmarks.Picker;

switch (args)
{
    case ["picker"]:
        await PickerBenchmark.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("Which benchmark? There is: picker");
        return 1;
}
