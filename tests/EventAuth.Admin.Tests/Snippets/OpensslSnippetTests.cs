using System.Buffers.Text;
using System.Text;
using EventAuth.Admin.Snippets;
using EventAuth.Core.Certificates;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Snippets;

/// <summary>The lines run in the real bash with the real openssl, and the check of requests accepts what they print.</summary>
public sealed class OpensslSnippetTests(OpensslKeys keys) : IClassFixture<OpensslKeys>
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("https://shop.example", "events")]
    [InlineData("it's \"shop\" \\ $HOME `id` $(id) !x", "Größe 日本 👍 <&> %s \\n")]
    public void Make_AnyClaims_PrintsATokenThatIsAccepted(string? issuer, string? audience)
    {
        var certificate = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(keys.Public));
        var inForce = new Certificate("c1", certificate.Pem, certificate.Sha256, certificate.KeySize, DateTimeOffset.UnixEpoch, "test");
        using var known = new KnownKeys(VerificationKey.Of(inForce), [inForce]);
        var rules = new TokenRules { Issuer = issuer, Audience = audience, SingleUse = true };
        keys.Write("token.sh", OpensslSnippet.Make(new TokenClaims(issuer, audience, TimeSpan.FromMinutes(10))));

        var token = keys.Run("bash", "token.sh");

        var now = TimeProvider.System.GetUtcNow();
        Assert.EndsWith("\n", token, StringComparison.Ordinal);
        var verification = new TokenVerifier(rules).Verify(Encoding.ASCII.GetBytes(token.TrimEnd()), VerificationKey.Of(inForce), now);
        Assert.Equal((TokenFailure.None, OpensslSnippet.CustomId), (verification.Failure, verification.Identity?.CustomId));
        var inspection = new TokenInspector(rules, new EndedTokens(TimeProvider.System)).Inspect(token, null, known, now);
        Assert.Contains($"\"kid\":\"{keys.Sha256[..12]}\"", inspection.Header, StringComparison.Ordinal);
        Assert.InRange((inspection.ExpiresAt!.Value - now).TotalSeconds, 540, 601);
    }

    [Fact]
    public void Make_ProofRequired_NamesTheKeyThatIsFilledIn()
    {
        var certificate = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(keys.Public));
        var inForce = new Certificate("c1", certificate.Pem, certificate.Sha256, certificate.KeySize, DateTimeOffset.UnixEpoch, "test");
        var rules = new TokenRules { Issuer = "https://shop.example", Proof = new ProofRules() };
        using var browser = BrowserKey.Create();
        var lines = OpensslSnippet.Make(TokenClaims.For(rules));
        Assert.StartsWith("thumbprint=THUMBPRINT\n", lines, StringComparison.Ordinal);
        keys.Write("bound.sh", lines.Replace("THUMBPRINT", browser.Thumbprint, StringComparison.Ordinal));
        keys.Write("unfilled.sh", lines);

        Assert.Equal(TokenFailure.None, Verify(keys.Run("bash", "bound.sh")).Failure);
        Assert.Equal(TokenFailure.BadConfirmation, Verify(keys.Run("bash", "unfilled.sh")).Failure);
        Assert.Contains($"\"cnf\":{{\"jkt\":\"{browser.Thumbprint}\"}}", PayloadOf(keys.Run("bash", "bound.sh")), StringComparison.Ordinal);

        TokenVerification Verify(string token) => new TokenVerifier(rules).Verify(
            Encoding.ASCII.GetBytes(token.TrimEnd()), VerificationKey.Of(inForce), TimeProvider.System.GetUtcNow());

        static string PayloadOf(string token) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1]));
    }

    [Fact]
    public void Make_Twice_PrintsTwoTokens()
    {
        keys.Write("twice.sh", OpensslSnippet.Make(new TokenClaims(null, null, TimeSpan.FromMinutes(10))));

        Assert.NotEqual(keys.Run("bash", "twice.sh"), keys.Run("bash", "twice.sh"));
    }

    [Fact]
    public void Document_Lines_AreTheseWithoutIssuerAndAudience() => Assert.Contains(
        $"```bash\n{OpensslSnippet.Make(new TokenClaims(null, null, TimeSpan.FromMinutes(10)))}\n```",
        File.ReadAllText(Path.Combine(ContractFiles.Root, "docs", "conformance.md")),
        StringComparison.Ordinal);
}
