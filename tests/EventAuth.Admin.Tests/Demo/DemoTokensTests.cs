using System.Text;
using EventAuth.Admin.Demo;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;

namespace EventAuth.Admin.Tests.Demo;

public sealed class DemoTokensTests : IDisposable
{
    private readonly DemoTokens _tokens = new(TimeProvider.System);
    private readonly DemoShop _shop = new();

    public void Dispose() => _tokens.Dispose();

    [Fact]
    public void Of_ACustomer_IsGoodAndTheSameAgain()
    {
        var customer = _shop.AnyWithAccount();
        var token = _tokens.Of(customer);

        var verification = Verify(token, _tokens.PublicPem);
        Assert.Equal((TokenFailure.None, customer.CustomId), (verification.Failure, verification.Identity?.CustomId));
        Assert.Equal(token, _tokens.Of(customer));
    }

    [Theory]
    [InlineData(nameof(TokenFlaw.Expired), TokenFailure.Expired)]
    [InlineData(nameof(TokenFlaw.UnknownKey), TokenFailure.WrongSignature)]
    [InlineData(nameof(TokenFlaw.SharedSecret), TokenFailure.WrongAlgorithm)]
    [InlineData(nameof(TokenFlaw.Milliseconds), TokenFailure.BadTime)]
    [InlineData(nameof(TokenFlaw.SomebodyElses), TokenFailure.None)]
    public void Flawed_EachFlaw_IsWhatItSays(string flaw, TokenFailure failure)
    {
        var (customer, other) = (_shop.Customers[1], _shop.Customers[2]);
        var verification = Verify(_tokens.Flawed(customer, other, Enum.Parse<TokenFlaw>(flaw)), _tokens.PublicPem);

        Assert.Equal(failure, verification.Failure);
        Assert.Equal(failure == TokenFailure.None ? other.CustomId : null, verification.Identity?.CustomId);
    }

    [Fact]
    public void Rotate_SitesThatLearnLate_KeepTheFormerKey()
    {
        var late = _shop.Customers.First(customer => customer.HasAccount && customer.Site.LearnsLate);
        var prompt = _shop.Customers.First(customer => customer.HasAccount && !customer.Site.LearnsLate);
        _tokens.Of(prompt);
        _tokens.Rotate(new DemoKey());

        Assert.Equal(TokenFailure.None, Verify(_tokens.Of(prompt), _tokens.PublicPem).Failure);
        Assert.Equal(TokenFailure.WrongSignature, Verify(_tokens.Of(late), _tokens.PublicPem).Failure);
    }

    private static TokenVerification Verify(string token, string pem)
    {
        var key = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(pem));
        var certificate = new Certificate("c1", key.Pem, key.Sha256, key.KeySize, DateTimeOffset.UnixEpoch, "test");
        return new TokenVerifier(new TokenRules()).Verify(Encoding.UTF8.GetBytes(token), VerificationKey.Of(certificate), TimeProvider.System.GetUtcNow());
    }
}
