using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Overload;

/// <summary>
/// Twice as many connections to the ingest listener as the process may have file descriptors: those that send events are not affected.
/// </summary>
public sealed class CrowdTests
{
    private const int Shops = 4;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(CrowdKind.Idle)]
    [InlineData(CrowdKind.SlowHeaders)]
    [InlineData(CrowdKind.SlowBody)]
    [InlineData(CrowdKind.HalfBatch)]
    public async Task Ingest_TwiceAsManyConnectionsAsDescriptors_AnswersThoseThatStandAndTheConsole(CrowdKind kind)
    {
        const int OpenFiles = 512;
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OpenFiles = OpenFiles });
        await using var shops = new StandingShops(program.IngestListener, Shops);
        await shops.WarmUpAsync();

        await using (var crowd = new Crowd(program.IngestListener, kind, 2 * OpenFiles))
        {
            await Until.TrueAsync(() => Task.FromResult(crowd.Connected >= 3 * OpenFiles), () => $"{crowd.Connected} came. " + program.Output.Text);
            var before = shops.Times.Count;
            (await program.Api.GetAsync("/api/v1/policy")).Expect(200);
            (await program.Api.WithKey(null).GetAsync("/sign-in")).Expect(200);
            (await program.Api.WithKey(null).GetAsync("/readyz")).Expect(200);
            await Until.TrueAsync(() => IsReadyAsync(program), () => "Nobody new gets in. " + program.Output.Text);
            Assert.InRange(ProcessFacts.CountDescriptors(program.ProcessId), 1, OpenFiles - 16);
            await Until.TrueAsync(() => Task.FromResult(shops.Times.Count >= before + (20 * Shops)), () => "Events are not answered. " + program.Output.Text);
        }

        Assert.Null(await StandingShops.SendOneAsync(program.IngestListener, s_patience));
        Assert.False(program.HasEnded, program.Output.Text);
        Assert.Empty(shops.Troubles);
        Assert.Equal(Shops, shops.Connections);
        Assert.InRange(ProcessFacts.ReadPeakMemory(program.ProcessId), 1, Crowd.MostMemory);
        Assert.Single(program.Output.Text.Split('\n'), line => line.Contains("which is its limit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_TooFewDescriptors_IsRefusedWithASentence()
    {
        var (exitCode, output) = await AdminProgram.RunToExitAsync(new ProgramSettings { OpenFiles = 380 });

        Assert.Equal(1, exitCode);
        Assert.Contains("The limit of open files is too low: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MoreConnectionsSetThanDescriptors_IsRefusedNamingTheSetting()
    {
        var (exitCode, output) = await AdminProgram.RunToExitAsync(new ProgramSettings
        {
            OpenFiles = 1_024,
            Further = new Dictionary<string, string> { ["Listeners:MaxIngestConnections"] = "1000" },
        });

        Assert.Equal(1, exitCode);
        Assert.Contains("Listeners:MaxIngestConnections: ", output, StringComparison.Ordinal);
    }

    // A new connection competes with a thousand others in each second: its sender may have to try again.
    private static async Task<bool> IsReadyAsync(AdminProgram program)
    {
        try
        {
            return (await program.Ingest.SendAsync(HttpMethod.Get, "/readyz", null)).Status == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
