using System.Text;
using System.Text.Json.Nodes;
using EventAuth.Core.Proofs;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Proofs;

/// <summary>What the tests of this folder share: a token that a key must prove, and the request it is sent with.</summary>
internal static class ProofCase
{
    public const string Address = "https://events.shop.example/v4/events/custom";

    public static readonly TokenRules Rules = new() { Proof = new ProofRules() };

    /// <summary>With bearers beside proven tokens.</summary>
    public static readonly TokenRules BothRules = new() { Proof = new ProofRules { AcceptsBearers = true } };

    public static readonly ProofRequest Request = new("POST", "https", "events.shop.example", "/v4/events/custom");

    public static readonly BrowserKey Key = BrowserKey.Create();

    public static readonly string Token = SigningKey.Shared.Token(Key.Confirm("c-17"), TokenCase.Now);

    private static readonly ProofVerifier s_verifier = new(Rules);

    /// <summary>Checks the token, then its proof.</summary>
    public static TokenVerification Verify(string proof, ProofRequest? request = null, TokenRules? rules = null, DateTimeOffset? now = null, string? token = null)
    {
        token ??= Token;
        var verification = TokenCase.VerifyOnce(token, rules ?? Rules);
        Assert.Equal(TokenFailure.None, verification.Failure);
        var verifier = rules is null ? s_verifier : new ProofVerifier(rules);
        return verifier.Verify(verification, Encoding.ASCII.GetBytes(token), Encoding.UTF8.GetBytes(proof), request ?? Request, now ?? TokenCase.Now);
    }

    public static string Prove(Action<JsonObject, JsonObject>? change = null) =>
        Key.Prove(Token, Address, TokenCase.Now, change);
}
