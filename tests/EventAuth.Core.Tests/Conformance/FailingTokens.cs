using EventAuth.Core.Certificates;
using EventAuth.Core.Conformance;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;
using static EventAuth.Core.Conformance.TokenRequirement;

namespace EventAuth.Core.Tests.Conformance;

/// <summary>A token for each requirement that fails it and no other.</summary>
internal static class FailingTokens
{
    private const int Day = 24 * 60 * 60;

    private static readonly TokenMint s_mint = InspectionCase.Mint;

    /// <summary>Requirements about which there is only advice.</summary>
    public static IReadOnlyList<TokenRequirement> NeverFailed { get; } = [KeySource, PersonalData];

    public static IReadOnlyDictionary<TokenRequirement, Func<TokenInspection>> All { get; } = new Dictionary<TokenRequirement, Func<TokenInspection>>
    {
        [Bearer] = () => Inspect("Authorization: Token " + s_mint.Good()),
        [TokenAlone] = () => Inspect($"\"{s_mint.Good()}\""),
        [Length] = () => Inspect(s_mint.WithClaims($"\"customId\":\"c-17\",\"x\":\"{new string('x', TokenRules.MaxLength)}\"")),
        [Parts] = () => Inspect(s_mint.Input(TokenMint.Header)),
        [TokenRequirement.Encoding] = () => Inspect(s_mint.Good().Insert(60, "\n")),
        [HeaderJson] = () => Inspect(s_mint.WithHeader("""{"alg":"RS256","alg":"RS256"}""")),
        [Algorithm] = () => Inspect(s_mint.WithHeader("""{"alg":"HS256"}""")),
        [TokenRequirement.Type] = () => Inspect(s_mint.WithHeader("""{"alg":"RS256","typ":"at+jwt"}""")),
        [KeyId] = () => Inspect(s_mint.WithHeader("""{"alg":"RS256","kid":17}""")),
        [Extensions] = () => Inspect(s_mint.WithHeader("""{"alg":"RS256","crit":["exp"]}""")),
        [TokenRequirement.Certificate] = WithoutCertificate,
        [SignatureLength] = () => Inspect(TokenMint.Longer.SignCompact(TokenMint.Header, s_mint.Claims())),
        [Signature] = () => Inspect(TokenMint.Stranger.SignCompact(TokenMint.Header, s_mint.Claims())),
        [PayloadJson] = () => Inspect(s_mint.WithPayload("[]")),
        [TimeFormat] = () => InspectTimes("""{"exp":"1800000290","customId":"c-17"}"""),
        [Expiry] = () => InspectTimes("""{"customId":"c-17"}"""),
        [NotExpired] = () => InspectTimes("""{"exp":1799999000,"customId":"c-17"}"""),
        [Lifetime] = () => InspectTimes($$"""{"exp":{{s_mint.Now + (31 * Day)}},"customId":"c-17"}"""),
        [NotBefore] = () => Inspect(s_mint.WithClaims($"\"customId\":\"c-17\",\"nbf\":{s_mint.Now + Day}")),
        [IssuedAt] = () => InspectTimes($$"""{"exp":{{s_mint.Now + 290}},"iat":{{s_mint.Now + 100}},"customId":"c-17"}"""),
        [Identity] = () => Inspect(s_mint.WithClaims("\"customer\":\"c-17\"")),
        [TokenRequirement.Identifiers] = () => Inspect(s_mint.WithClaims("\"customId\":17")),
        [Issuer] = () => Inspect(s_mint.Good(), new TokenRules { Issuer = "https://shop.example" }),
        [Audience] = () => Inspect(s_mint.WithClaims("\"customId\":\"c-17\",\"aud\":[\"other\"]"), new TokenRules { Audience = "events" }),
        [TokenId] = () => Inspect(s_mint.Good(), new TokenRules { SingleUse = true }),
        [Confirmation] = () => Inspect(s_mint.Good(), new TokenRules { Proof = new ProofRules() }),
        [NotSignedOut] = SignedOut,
    };

    public static TokenInspection Inspect(string text, TokenRules? rules = null) => InspectionCase.Inspect(text, rules: rules);

    private static TokenInspection InspectTimes(string payload) => Inspect(s_mint.WithPayload(payload));

    private static TokenInspection WithoutCertificate()
    {
        using var keys = new KnownKeys(null, []);
        return new TokenInspector(new TokenRules(), new EndedTokens(new ManualClock(InspectionCase.Now)))
            .Inspect(s_mint.Good(), null, keys, InspectionCase.Now);
    }

    private static TokenInspection SignedOut()
    {
        var ended = new EndedTokens(new ManualClock(InspectionCase.Now));
        ended.Add(new Dictionary<string, long> { ["customId c-17"] = s_mint.Now * 1000 }, (kind, value) => $"{kind} {value}");
        return InspectionCase.Inspect(s_mint.Good(), ended: ended);
    }
}
