using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Hosting;

/// <summary>A wrong setting stops the start with a sentence that names it.</summary>
[SupportedOSPlatform("linux")]
public sealed class RefusedStartTests
{
    [Theory]
    [InlineData("Bootstrap:AdminEmail", "admin@shop.example", "Bootstrap:AdminPassword")]
    [InlineData("Bootstrap:ApiKey", "too-short", "Bootstrap:ApiKey")]
    [InlineData("Listeners:Admin", "not an address", "Listeners:Admin")]
    [InlineData("Listeners:Ingest", "http://0.0.0.0:20001", "Listeners:AllowPlainHttp")]
    [InlineData("Tokens:ClockSkewSeconds", "-1", "Tokens:ClockSkewSeconds")]
    public async Task Start_BadSetting_IsRefusedByName(string key, string value, string named)
    {
        var (exitCode, output) = await AdminProgram.RunToExitAsync(
            new ProgramSettings { Bootstrap = false, Further = new Dictionary<string, string> { [key] = value } });

        Assert.NotEqual(0, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_StorageOfARunningProgram_IsRefused()
    {
        await using var program = await AdminProgram.StartAsync();

        var (exitCode, output) = await AdminProgram.RunToExitAsync(
            new ProgramSettings { Further = program.Database.Settings });

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Storage:Path", output, StringComparison.Ordinal);
        (await program.Api.GetAsync("/api/v1/policy")).Expect(200);
    }

    [Fact]
    public async Task Start_Storage_IsForItsOwnerOnly()
    {
        await using var program = await AdminProgram.StartAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(program.Storage));
        Assert.All(
            Directory.EnumerateFiles(program.Storage, "*", SearchOption.AllDirectories),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }
}
