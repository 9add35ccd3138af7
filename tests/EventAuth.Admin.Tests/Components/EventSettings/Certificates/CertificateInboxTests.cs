using EventAuth.Admin.Components.EventSettings.Certificates;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Components.EventSettings.Certificates;

public sealed class CertificateInboxTests
{
    private readonly List<CertificateEntry> _entries = [];
    private readonly CertificateInbox _inbox;

    public CertificateInboxTests() => _inbox = new CertificateInbox(entry =>
    {
        _entries.Add(entry);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Recognised_PublicKey_IsAKey()
    {
        await _inbox.Recognised(SigningKey.Shared.PublicPem, ["line_breaks_removed", "no_such_code", "converted_from_jwk"]);
        var reading = Assert.IsType<CertificateEntry.PublicKeyFound>(Assert.Single(_entries)).Reading;
        Assert.Equal(SigningKey.Shared.Sha256, reading.Sha256);
        Assert.Equal(new[] { CertificateCorrection.LineBreaksRemoved, CertificateCorrection.ConvertedFromJwk }, reading.Corrections.ToArray());
    }

    [Fact]
    public async Task Recognised_TextThatABrowserOnlyClaimsToBePublic_IsRefused()
    {
        await _inbox.Recognised(SigningKey.Shared.PrivatePem, []);
        Assert.Equal([new CertificateEntry.OtherText(CertificateProblem.PrivateKey)], _entries);
    }

    [Fact]
    public async Task Refused_EveryCode_IsItsProblem()
    {
        foreach (var problem in Enum.GetValues<CertificateProblem>().Except([CertificateProblem.Empty]))
        {
            _entries.Clear();
            await _inbox.Refused(problem.ToCode());
            Assert.Equal([new CertificateEntry.OtherText(problem)], _entries);
        }
    }

    [Theory]
    [InlineData("empty", typeof(CertificateEntry.EmptyBox))]
    [InlineData("no_such_code", typeof(CertificateEntry.OtherText))]
    [InlineData(null, typeof(CertificateEntry.OtherText))]
    public async Task Refused_EmptyOrUnknown_IsNothingOrARefusal(string? code, Type expected)
    {
        await _inbox.Refused(code!);
        Assert.IsType(expected, Assert.Single(_entries));
    }
}
