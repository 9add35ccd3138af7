using EventAuth.Admin.Settings;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Admin.Transport;

namespace EventAuth.Admin.Tests.Transport;

public class ConnectionLimitsTests
{
    [Theory]
    [InlineData(512, 350, 16, 82)]
    [InlineData(1_024, 350, 76, 534)]
    [InlineData(4_096, 350, 460, 3_222)]
    [InlineData(20_000, 350, 1_000, 10_000)]
    [InlineData(1_048_576, 350, 1_000, 10_000)]
    public void Of_NothingSet_DividesWhatTheProgramLeaves(int descriptors, int open, int admin, int ingest)
    {
        var limits = ConnectionLimits.Of(Settings(null, null), descriptors, open);

        Assert.Equal(new ConnectionLimits(admin, ingest), limits);
        Assert.InRange(limits.Admin + limits.Ingest, 2 * ConnectionLimits.LeastIngest, descriptors - open - ConnectionLimits.Reserved);
    }

    [Fact]
    public void Of_OneSet_GivesTheRestToTheOther() =>
        Assert.Equal(new ConnectionLimits(76, 20), ConnectionLimits.Of(Settings(null, 20), 1_024, 350));

    [Fact]
    public void Of_MoreThanTheUsualMostSet_IsAllowedWhereThereAreDescriptors() =>
        Assert.Equal(50_000, ConnectionLimits.Of(Settings(null, 50_000), 1_000_000, 350).Ingest);

    [Theory]
    [InlineData(null, null, "The limit of open files is too low: ")]
    [InlineData(16, null, "Listeners:MaxAdminConnections: ")]
    [InlineData(null, 16, "Listeners:MaxIngestConnections: ")]
    [InlineData(16, 16, "Listeners:MaxAdminConnections and Listeners:MaxIngestConnections: ")]
    public void Of_TooFewDescriptors_RefusesTheStart(int? admin, int? ingest, string beginning)
    {
        var refusal = Assert.Throws<StartRefusedException>(
            () => ConnectionLimits.Of(Settings(admin, ingest), 350 + ConnectionLimits.Reserved + 31, 350));

        Assert.StartsWith(beginning, Assert.Single(refusal.Sentences), StringComparison.Ordinal);
    }

    private static ListenerSettings Settings(int? admin, int? ingest) =>
        new(null, null, []) { MaxAdminConnections = admin, MaxIngestConnections = ingest };
}
