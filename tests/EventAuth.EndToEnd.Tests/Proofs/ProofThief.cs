using System.Text.Json.Nodes;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Proofs;

/// <summary>
/// Who took a token to another browser: has the token, the customer's public key, and every proof that was sent with it, but not the private
/// key. Whatever they try is a header and proofs.
/// </summary>
internal sealed class ProofThief : IDisposable
{
    private readonly BrowserKey _own = BrowserKey.Create();
    private readonly Random _random = new(9449);
    private readonly BrowserKey _customer;
    private readonly string _address;

    /// <param name="customer">The customer's browser; its private key is used only for what the customer sent, or would have sent elsewhere.</param>
    /// <param name="ingest">Where events are sent.</param>
    public ProofThief(BrowserKey customer, Uri ingest)
    {
        (_customer, _address) = (customer, new Uri(ingest, IngestClient.One).AbsoluteUri);
        Token = SigningKey.Shared.Token(customer.Confirm("c-17"), lifetime: TimeSpan.FromHours(1));
        Used = Prove();
    }

    /// <summary>The stolen token.</summary>
    public string Token { get; }

    /// <summary>A proof that the customer has used.</summary>
    public string Used { get; }

    /// <summary>All kinds of tries. Each makes another one each time it is called, where there are others.</summary>
    public IReadOnlyDictionary<string, Func<ProofTry>> Kinds => new Dictionary<string, Func<ProofTry>>
    {
        ["no proof"] = () => new(Dpop),
        ["no proof, as bearer"] = () => new("Bearer " + Token),
        ["used proof"] = () => new(Dpop, Used),
        ["used proof, as bearer"] = () => new("Bearer " + Token, Used),
        ["used proof twice"] = () => new(Dpop, Used, Used),
        ["used proof and an own one"] = () => new(Dpop, Used, Own()),
        ["used proof, changed"] = () => new(Dpop, Changed(Used)),
        ["used proof, other jti"] = () => new(Dpop, WithOtherId(Used)),
        ["own key"] = () => new(Dpop, Own()),
        ["own key, called the customer's"] = () => new(Dpop, Own(jwk: _customer.Jwk())),
        ["own key, called the customer's by kid"] = () => new(Dpop, Own((header, _) => header["kid"] = _customer.Thumbprint)),
        ["own key and the customer's coordinates"] = () => new(Dpop, Own((header, _) => header["jwk"]!["x"] = _customer.X)),
        ["own token of the thief"] = () => new("DPoP " + SigningKey.Other.Token(_own.Confirm("c-17")), Own()),
        ["token without a key"] = () => new("DPoP " + SigningKey.Shared.Token(new { customId = "c-17" }), Own()),
        ["alg none"] = () => new(Dpop, Own((header, _) => header["alg"] = "none", _customer.Jwk())),
        ["alg HS256"] = () => new(Dpop, Own((header, _) => header["alg"] = "HS256", _customer.Jwk())),
        ["alg RS256"] = () => new(Dpop, Own((header, _) => header["alg"] = "RS256", _customer.Jwk())),
        ["typ JWT"] = () => new(Dpop, Prove((header, _) => header["typ"] = "JWT")),
        ["private key in it"] = () => new(Dpop, Prove((header, _) => header["jwk"]!["d"] = _customer.Private)),
        ["crit"] = () => new(Dpop, Prove((header, _) => header["crit"] = new JsonArray("exp"))),
        ["for another path"] = () => new(Dpop, Prove((_, claims) => claims["htu"] = _address.Replace("custom", "batch", StringComparison.Ordinal))),
        ["for another host"] = () => new(Dpop, Prove((_, claims) => claims["htu"] = "https://other.example" + IngestClient.One)),
        ["for another scheme"] = () => new(Dpop, Prove((_, claims) => claims["htu"] = _address.Replace("http:", "https:", StringComparison.Ordinal))),
        ["for another method"] = () => new(Dpop, Prove((_, claims) => claims["htm"] = "GET")),
        ["for another token"] = () => new(Dpop, Prove((_, claims) => claims["ath"] = BrowserKey.Hash("another"))),
        ["for no token"] = () => new(Dpop, Prove((_, claims) => claims.Remove("ath"))),
        ["ten minutes old"] = () => new(Dpop, Prove((_, claims) => claims["iat"] = claims["iat"]!.GetValue<long>() - 600)),
        ["from the future"] = () => new(Dpop, Prove((_, claims) => claims["iat"] = claims["iat"]!.GetValue<long>() + 120)),
        ["without iat"] = () => new(Dpop, Prove((_, claims) => claims.Remove("iat"))),
        ["without jti"] = () => new(Dpop, Prove((_, claims) => claims.Remove("jti"))),
    };

    private string Dpop => "DPoP " + Token;

    /// <summary>What the customer sends.</summary>
    public ProofTry Customer() => new(Dpop, Prove());

    public void Dispose() => _own.Dispose();

    private string Prove(Action<JsonObject, JsonObject>? change = null) => _customer.Prove(Token, _address, change: change);

    private string Own(Action<JsonObject, JsonObject>? change = null, JsonObject? jwk = null) => _own.Prove(Token, _address, null, change, jwk);

    // One character of it, anywhere.
    private string Changed(string proof)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        lock (_random)
        {
            var place = _random.Next(proof.Length);
            var other = alphabet[_random.Next(alphabet.Length)];
            return proof[..place] + (other == proof[place] ? '.' : other) + proof[(place + 1)..];
        }
    }

    private static string WithOtherId(string proof)
    {
        var parts = proof.Split('.');
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        claims["jti"] = Guid.NewGuid().ToString();
        return $"{parts[0]}.{SigningKey.Encode(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
    }
}

/// <summary>The headers of a request.</summary>
internal sealed record ProofTry(string Authorization, params string[] Proofs)
{
    /// <summary>Sends an event with them.</summary>
    public Task<Answer> SendAsync(IngestClient ingest, string path = IngestClient.One) => ingest.SendAsync(
        HttpMethod.Post,
        path,
        new StringContent(
            path == IngestClient.One ? """{"action":"page.visit"}""" : """[{"action":"page.visit"},{"action":"page.visit"}]""",
            System.Text.Encoding.UTF8,
            "application/json"),
        [("Authorization", Authorization), .. Proofs.Select(proof => ("DPoP", proof))]);
}
