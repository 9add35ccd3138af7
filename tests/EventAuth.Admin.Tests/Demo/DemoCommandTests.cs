using EventAuth.Admin.Demo;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Demo;

public sealed class DemoCommandTests
{
    [Theory]
    [InlineData("--Storage:Path=./data", "Storage:Path")]
    [InlineData("--Storage:Path=/var/lib/eventauth", "Storage:Path")]
    [InlineData("--Listeners:Ingest=", "Listeners:Ingest")]
    [InlineData("--Listeners:Admin=http://0.0.0.0:0 --Listeners:AllowPlainHttp=true", "Listeners:Admin")]
    [InlineData("--Listeners:Ingest=http://*:0 --Listeners:TrustedProxies=127.0.0.1", "Listeners:Ingest Listeners:TrustedProxies")]
    [InlineData("--Demo:RotateAfterSeconds=soon", "Demo:RotateAfterSeconds")]
    [InlineData("--Tokens:ClockSkewSeconds=x", "Tokens:ClockSkewSeconds")]
    public async Task Run_WhatWouldTouchWhatIsReal_IsRefusedInASentenceEach(string settings, string named)
    {
        var (code, error) = await RunAsync(settings.Split(' '));

        Assert.Equal(1, code);
        var sentences = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(named.Split(' ').Length, sentences.Length);
        Assert.All(named.Split(' ').Zip(sentences), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_PortInUse_IsRefusedInASentence()
    {
        await using var first = await RunningProgram.StartAsync();

        var (code, error) = await RunAsync($"--Listeners:Admin={first.Admin.GetLeftPart(UriPartial.Authority)}", "--Listeners:Ingest=http://127.0.0.1:0");

        Assert.Equal(1, code);
        Assert.StartsWith("Listeners:Admin", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "--demo")]
    [InlineData(true, "--Listeners:Admin=http://127.0.0.1:0", "--demo")]
    [InlineData(false, "--demonstration")]
    [InlineData(false)]
    public void IsAskedFor_TheWordAlone_Counts(bool isAskedFor, params string[] args) => Assert.Equal(isAskedFor, DemoCommand.IsAskedFor(args));

    private static async Task<(int Code, string Error)> RunAsync(params string[] settings)
    {
        await using var error = new StringWriter();
        return (await DemoCommand.RunAsync(["--demo", .. settings], Program.Build, error), error.ToString());
    }
}
