using EventAuth.Admin.Snippets;
using EventAuth.Core.Tokens;

namespace EventAuth.Admin.Tests.Snippets;

public sealed class SigningProgramTests
{
    private static readonly TokenClaims s_none = TokenClaims.For(new TokenRules());
    private static readonly TokenClaims s_proof = TokenClaims.For(new TokenRules { Proof = new ProofRules() });

    [Fact]
    public void Of_AnyClaims_HasEachLanguageOnce() => Assert.Equal(
        ["C#", "Node.js", "Python", "PHP", "Java", "Go"], SigningProgram.Of(s_none).Select(program => program.Language));

    [Fact]
    public void Code_NothingChecked_HasNeitherIssuerNorAudienceNorId() => Assert.All(SigningProgram.Of(s_none), program =>
    {
        Assert.DoesNotContain("iss", program.Code.Replace("missing", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("aud", program.Code, StringComparison.Ordinal);
        Assert.DoesNotContain("jti", program.Code, StringComparison.Ordinal);
        Assert.Contains("now + 600", program.Code, StringComparison.Ordinal);
    });

    [Fact]
    public void Code_EverythingChecked_HasItAll()
    {
        var claims = TokenClaims.For(new TokenRules { Issuer = "the-shop", Audience = "event-auth", SingleUse = true });

        Assert.All(SigningProgram.Of(claims), program =>
        {
            Assert.Contains("the-shop", program.Code, StringComparison.Ordinal);
            Assert.Contains("event-auth", program.Code, StringComparison.Ordinal);
            Assert.Contains("jti", program.Code, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Code_ProofRequired_TakesTheThumbprintAndNamesIt() => Assert.All(SigningProgram.Of(s_proof), program =>
    {
        Assert.Contains($"{program.File} CUSTOM-ID EMAIL THUMBPRINT\n", program.Code, StringComparison.Ordinal);
        Assert.Contains("cnf", program.Code, StringComparison.Ordinal);
        Assert.Contains("jkt", program.Code, StringComparison.Ordinal);
    });

    [Fact]
    public void Claims_ProofAcceptedBesideBearers_AreAsIfItWereRequired() =>
        Assert.Equal(s_proof, TokenClaims.For(new TokenRules { Proof = new ProofRules { AcceptsBearers = true } }));

    [Fact]
    public void Code_NoProofRequired_HasNothingOfIt() => Assert.All(SigningProgram.Of(s_none), program =>
    {
        Assert.Contains($"{program.File} CUSTOM-ID [EMAIL]\n", program.Code, StringComparison.Ordinal);
        Assert.DoesNotContain("thumbprint", program.Code, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("cnf", program.Code, StringComparison.Ordinal);
    });

    [Fact]
    public void Code_NamesInBraces_AreAllReplaced()
    {
        TokenClaims[] each =
        [
            s_none,
            s_proof,
            new("i", null, TimeSpan.FromSeconds(1)),
            new(null, "a", TimeSpan.FromSeconds(1)) { SingleUse = true, Proof = true },
        ];

        Assert.All(each.SelectMany(SigningProgram.Of), program =>
        {
            Assert.DoesNotContain("{{", program.Code, StringComparison.Ordinal);
            Assert.All(program.Code.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        });
    }

    [Fact]
    public void Lifetime_LongerThanTheInstallationAccepts_IsWhatItAccepts()
    {
        var claims = TokenClaims.For(new TokenRules { MaxLifetime = TimeSpan.FromSeconds(90) });

        Assert.All(SigningProgram.Of(claims), program => Assert.Contains("now + 90", program.Code, StringComparison.Ordinal));
    }
}
