using EventAuth.Admin.Components.EventSettings.Certificates;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Components.EventSettings.Certificates;

public sealed class CertificateCallbacksTests
{
    private readonly List<CertificateReading> _readings = [];
    private readonly CertificateCallbacks _inbox;

    public CertificateCallbacksTests() => _inbox = new CertificateCallbacks(reading =>
    {
        _readings.Add(reading);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Recognised_PublicKey_IsAKey()
    {
        await _inbox.Recognised(SigningKey.Shared.PublicPem, ["line_breaks_removed", "no_such_code", "converted_from_jwk"]);
        var reading = Assert.IsType<CertificateReading.Accepted>(Assert.Single(_readings));
        Assert.Equal(SigningKey.Shared.Sha256, reading.Sha256);
        Assert.Equal(new[] { CertificateCorrection.LineBreaksRemoved, CertificateCorrection.ConvertedFromJwk }, reading.Corrections.ToArray());
    }

    [Fact]
    public async Task Recognised_TextThatABrowserOnlyClaimsToBePublic_IsRefused()
    {
        await _inbox.Recognised(SigningKey.Shared.PrivatePem, []);
        Assert.Equal([new CertificateReading.Refused(CertificateProblem.PrivateKey)], _readings);
    }

    [Fact]
    public async Task Refused_EveryCode_IsItsProblem()
    {
        foreach (var problem in Enum.GetValues<CertificateProblem>())
        {
            _readings.Clear();
            await _inbox.Refused(problem.ToCode());
            Assert.Equal([new CertificateReading.Refused(problem)], _readings);
        }
    }

    [Theory]
    [InlineData("no_such_code")]
    [InlineData(null)]
    public async Task Refused_Unknown_IsARefusal(string? code)
    {
        await _inbox.Refused(code!);
        Assert.Equal([new CertificateReading.Refused(CertificateProblem.NotAKey)], _readings);
    }
}
