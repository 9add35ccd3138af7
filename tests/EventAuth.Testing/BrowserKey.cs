using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EventAuth.Testing;

/// <summary>The key that a browser makes to prove tokens with (RFC 9449), and the proofs it makes: right ones, and ones with any change.</summary>
public sealed class BrowserKey : IDisposable
{
    private readonly ECDsa _key;

    private BrowserKey(ECDsa key)
    {
        _key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        (X, Y) = (SigningKey.Encode(point.X), SigningKey.Encode(point.Y));
        Thumbprint = Hash($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""");
    }

    /// <summary>The coordinates of the public key, as a JWK has them.</summary>
    public string X { get; }

    /// <inheritdoc cref="X"/>
    public string Y { get; }

    /// <summary>What a token names as <c>cnf.jkt</c>.</summary>
    public string Thumbprint { get; }

    /// <summary>The private number, which no proof may contain.</summary>
    public string Private => SigningKey.Encode(_key.ExportParameters(includePrivateParameters: true).D);

    public static BrowserKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>SHA-256 of a text in base64url: a thumbprint, or <c>ath</c>.</summary>
    public static string Hash(string text) => SigningKey.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The public key as a JWK.</summary>
    public JsonObject Jwk() => new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = X, ["y"] = Y };

    /// <summary>The claims of a token that only this key can prove.</summary>
    public object Confirm(string customId) => new { customId, cnf = new { jkt = Thumbprint } };

    /// <summary>A proof for a POST.</summary>
    /// <param name="change">Changes header and claims before they are signed; or null for a right one.</param>
    /// <param name="jwk">The key that it says it is made with; its own if null.</param>
    public string Prove(
        string token, string address, DateTimeOffset? now = null, Action<JsonObject, JsonObject>? change = null, JsonObject? jwk = null)
    {
        var header = new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = jwk ?? Jwk() };
        var claims = new JsonObject
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["htm"] = "POST",
            ["htu"] = address,
            ["iat"] = (now ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds(),
            ["ath"] = Hash(token),
        };
        change?.Invoke(header, claims);
        return Sign(header.ToJsonString(), claims.ToJsonString());
    }

    /// <summary>A correctly signed compact form of any header and payload text.</summary>
    public string Sign(string header, string payload)
    {
        var input = SigningKey.Encode(Encoding.UTF8.GetBytes(header)) + "." + SigningKey.Encode(Encoding.UTF8.GetBytes(payload));
        return input + "." + SigningKey.Encode(SignInput(input));
    }

    /// <summary>The signature of any input, 64 bytes.</summary>
    public byte[] SignInput(string input) => _key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256);

    public void Dispose() => _key.Dispose();
}
