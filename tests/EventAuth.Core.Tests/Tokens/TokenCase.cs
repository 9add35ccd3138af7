using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tests.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Core.Tests.Tokens;

/// <summary>What the tests of this folder share: one moment, the shop's key in force, and valid claims.</summary>
internal static class TokenCase
{
    public const string Header = """{"alg":"RS256","typ":"JWT"}""";

    /// <summary>The moment at which all tokens are checked: a whole second, <see cref="NowSeconds"/>.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(NowSeconds);

    public const long NowSeconds = InspectionCase.NowSeconds;

    public static readonly string Payload = $$"""{"exp":{{NowSeconds + 300}},"customId":"c-17"}""";

    private static readonly string s_signature = SigningKey.Shared.SignCompact(Header, Payload).Split('.')[2];

    public static readonly VerificationKey Key = VerificationKey.Of(CertificateOf.Text(SigningKey.Shared.PublicPem));

    /// <summary>Checks a token as ingest does, and makes sure that one which is only shown gets the same verdict.</summary>
    public static TokenVerification Verify(string token, TokenRules? rules = null, VerificationKey? key = null, DateTimeOffset? now = null)
    {
        var verifier = new TokenVerifier(rules ?? new TokenRules());
        var verification = verifier.Verify(Encoding.UTF8.GetBytes(token), key ?? Key, now ?? Now);
        var shown = verifier.VerifyUncached(Encoding.UTF8.GetBytes(token), key ?? Key, now ?? Now);
        Assert.Equal(verification.KeyThumbprint, shown.KeyThumbprint);
        Assert.Equal(verification, shown with { KeyThumbprint = verification.KeyThumbprint });
        return verification;
    }

    /// <summary>Checks a token as ingest does.</summary>
    public static TokenVerification VerifyOnce(string token, TokenRules rules) =>
        new TokenVerifier(rules).Verify(Encoding.UTF8.GetBytes(token), Key, Now);

    /// <summary>A token that looks right, a different one for each number; its signature is of something else.</summary>
    public static string Forged(int number) =>
        SigningKey.Encode(Encoding.UTF8.GetBytes(Header)) + "." + SigningKey.Encode(Encoding.UTF8.GetBytes($$"""{"exp":{{NowSeconds + 300}},"customId":"f-{{number}}"}""")) + "." + s_signature;

    /// <summary>Checks a correctly signed token with this header.</summary>
    public static TokenFailure WithHeader(string header) => Verify(SigningKey.Shared.SignCompact(header, Payload)).Failure;

    /// <summary>Checks a correctly signed token with this payload.</summary>
    public static TokenVerification WithPayload(string payload, TokenRules? rules = null) =>
        Verify(SigningKey.Shared.SignCompact(Header, payload), rules);

    /// <summary>Checks a correctly signed token with these members and a valid <c>exp</c>.</summary>
    public static TokenVerification WithClaims(string members, TokenRules? rules = null) =>
        WithPayload($$"""{"exp":{{NowSeconds + 300}},{{members}}}""", rules);

    /// <summary>Checks a correctly signed token with these bytes as header and payload.</summary>
    public static TokenFailure WithBytes(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        Verify(SigningKey.Shared.SignInput(SigningKey.Encode(header) + "." + SigningKey.Encode(payload))).Failure;
}
