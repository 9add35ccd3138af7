using System.Text;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>Makes tokens at one moment, for an installation in which <see cref="Former"/> was overwritten by <see cref="InForce"/>.</summary>
public sealed class TokenMint(DateTimeOffset now)
{
    public const string Header = """{"alg":"RS256","typ":"JWT"}""";

    /// <summary>The key of the certificate in force.</summary>
    public static SigningKey InForce => SigningKey.Shared;

    /// <summary>The key of the certificate that was overwritten.</summary>
    public static SigningKey Former => SigningKey.Other;

    /// <summary>A key that was never defined.</summary>
    public static SigningKey Stranger { get; } = SigningKey.Create();

    /// <summary>Such a key of another size.</summary>
    public static SigningKey Longer { get; } = SigningKey.Create(3072);

    /// <summary>The moment, in seconds since 1970.</summary>
    public long Now => now.ToUnixTimeSeconds();

    /// <summary>Claims with valid times, for almost five minutes.</summary>
    public string Claims(string members = "\"customId\":\"c-17\"") => $$"""{"iat":{{Now}},"exp":{{Now + 290}},{{members}}}""";

    /// <summary>A valid token.</summary>
    public string Good() => WithPayload(Claims());

    /// <summary>A signed token with this header.</summary>
    public string WithHeader(string header) => InForce.SignCompact(header, Claims());

    /// <summary>A signed token with these claims and valid times.</summary>
    public string WithClaims(string members) => WithPayload(Claims(members));

    /// <summary>A signed token with this payload.</summary>
    public string WithPayload(string payload) => InForce.SignCompact(Header, payload);

    /// <summary>A signed token whose payload is these bytes.</summary>
    public string WithPayload(ReadOnlySpan<byte> payload) => InForce.SignInput(Encode(Header) + "." + SigningKey.Encode(payload));

    /// <summary>The input of a signature: this header and valid claims.</summary>
    public string Input(string header) => Encode(header) + "." + Encode(Claims());

    public static string Encode(string text) => SigningKey.Encode(Encoding.UTF8.GetBytes(text));
}
