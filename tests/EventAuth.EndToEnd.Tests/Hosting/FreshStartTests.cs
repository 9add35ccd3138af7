using System.Text.RegularExpressions;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Hosting;

/// <summary>The start of an installation that has no user.</summary>
public sealed partial class FreshStartTests
{
    [Fact]
    public async Task Setup_Link_IsNotKeptByCachesNorToldToOtherSites()
    {
        await using var program = await AdminProgram.StartAsync(new ProgramSettings { Bootstrap = false });
        var link = await LinkAsync(program);

        var page = await program.Api.WithKey(null).GetAsync(link.PathAndQuery);

        Assert.Equal("no-referrer", page.Expect(200).Header("Referrer-Policy"));
        Assert.Contains("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_LinkOfAnEarlierStart_IsVoid()
    {
        await using var program = await AdminProgram.StartAsync(new ProgramSettings { Bootstrap = false });
        var old = await LinkAsync(program);

        await program.RestartAsync();

        var link = await LinkAsync(program);
        Assert.NotEqual(old, link);
        Assert.NotEqual(200, (await program.Api.WithKey(null).GetAsync(old.PathAndQuery)).Status);
        Assert.Equal(200, (await program.Api.WithKey(null).GetAsync(link.PathAndQuery)).Status);
    }

    [Fact]
    public async Task Start_AskedToEndInTheMiddle_EndsQuietly()
    {
        await using var program = await AdminProgram.LaunchAsync();
        await Until.TrueAsync(
            async () => program.Database.Stage() is not null || await program.IsReadyAsync(),
            () => "The program makes no database. It wrote:\n" + program.Output.Text);

        Assert.Equal(0, await program.StopAsync());

        Assert.DoesNotContain("Unhandled", program.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_WithAUser_PrintsNoLink()
    {
        await using var program = await AdminProgram.StartAsync();
        Assert.DoesNotMatch(Link(), program.Output.Text);
    }

    /// <summary>The one-time link, as a person copies it from the terminal.</summary>
    internal static async Task<Uri> LinkAsync(AdminProgram program) =>
        new(Link().Match(await program.Output.LineAsync(line => Link().IsMatch(line))).Value);

    // 256 bits in base64url are 43 characters.
    [GeneratedRegex(@"http://\S+[A-Za-z0-9_-]{43}\S*", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
