using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Policies;

public sealed class PolicySnapshotTests
{
    [Fact]
    public void Compile_SameCertificateAsBefore_KeepsTheKey()
    {
        var first = PolicySnapshot.Compile(Revision(1, "c1"));

        Assert.Same(first.Key, PolicySnapshot.Compile(Revision(2, "c1"), first).Key);
        Assert.NotSame(first.Key, PolicySnapshot.Compile(Revision(3, "c3"), first).Key);
        Assert.Null(PolicySnapshot.Compile(new PolicyRevision(4, EventPolicy.Initial, "test", DateTimeOffset.UnixEpoch, null), first).Key);
    }

    private static PolicyRevision Revision(int version, string certificate)
    {
        var key = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(SigningKey.Shared.PublicPem));
        var policy = EventPolicy.Initial.With(new Certificate(certificate, key.Pem, key.Sha256, key.KeySize, DateTimeOffset.UnixEpoch, "test"));
        return new PolicyRevision(version, policy, "test", DateTimeOffset.UnixEpoch, null);
    }
}
