using EventAuth.Core.Certificates;

namespace EventAuth.Core.Tests.Certificates;

/// <summary>Makes certificates from keys that are known to be valid.</summary>
internal static class CertificateOf
{
    public static Certificate Text(string pem)
    {
        var accepted = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(pem));
        return new Certificate("c1", accepted.Pem, accepted.Sha256, accepted.KeySize, DateTimeOffset.UnixEpoch, "installation");
    }
}
