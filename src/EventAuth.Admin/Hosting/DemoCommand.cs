using EventAuth.Admin.Demo;

namespace EventAuth.Admin.Hosting;

/// <summary><c>--demo</c>: the program with a temporary database, and a generated shop that sends to it. For this machine only.</summary>
internal static class DemoCommand
{
    private const string Flag = "--demo";

    public static bool IsAskedFor(string[] args) => args.Contains(Flag);

    /// <summary>Runs the demo until the program is told to stop. Returns 0, or 1 after printing why it does not start.</summary>
    public static async Task<int> RunAsync(
        string[] args, Func<string[], Action<WebApplicationBuilder>?, WebApplication> build, TextWriter error)
    {
        DemoFolder? folder = null;
        try
        {
            return await StartUp.RunAsync(
                () =>
                {
                    var given = args.Where(argument => argument != Flag).ToArray();
                    var settings = DemoSettings.Read(StartUp.CreateBuilder(given).Configuration);
                    var access = DemoAccess.Make(settings.ApiKey);
                    folder = DemoFolder.Make();
                    return build(
                        [.. given, .. access.ToArguments(), folder.ToArgument()],
                        builder => builder.Services.AddDemo(settings, access));
                },
                error);
        }
        finally
        {
            folder?.Dispose();
        }
    }
}
