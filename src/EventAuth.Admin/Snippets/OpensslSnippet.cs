using System.Globalization;
using System.Text.Json;

namespace EventAuth.Admin.Snippets;

/// <summary>Lines for bash that make a token with openssl alone, for a backend without a JWT library and for a first try.</summary>
internal static class OpensslSnippet
{
    /// <summary>The customer whom the token names.</summary>
    public const string CustomId = "c-17";

    /// <summary>The private key that it reads, in the folder where it runs.</summary>
    public const string KeyFile = "private.pem";

    /// <summary>
    /// The lines. They print one valid token (RFC 7515, section 7.1) and read <see cref="KeyFile"/>, whose public key is the certificate.
    /// Where tokens must be proven, the thumbprint has to be filled in first, in the line at the top.
    /// <c>kid</c> is the beginning of the certificate's fingerprint, as the console shows it.
    /// </summary>
    public static string Make(TokenClaims claims) => string.Join('\n',
    [
        .. (string[])(claims.Proof ? [$"thumbprint={TokenClaims.ThumbprintPlace}"] : []),
        "base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }",
        $"kid=$(openssl pkey -in {KeyFile} -pubout -outform DER | openssl dgst -sha256 -r | cut -c 1-12)",
        "now=$(date +%s)",
        """header='{"alg":"RS256","typ":"JWT","kid":"'$kid'"}'""",
        $"payload='{{{Names(claims)}{Key(claims.Proof)}{Times(claims.Lifetime)}\"}}'",
        """input=$(printf %s "$header" | base64url).$(printf %s "$payload" | base64url)""",
        $$"""signature=$(printf %s "$input" | openssl dgst -sha256 -sign {{KeyFile}} | base64url)""",
        """echo "$input.$signature" """.TrimEnd(),
    ]);

    private static string Names(TokenClaims claims) =>
        Text("iss", claims.Issuer) + Text("aud", claims.Audience) + Text("customId", CustomId);

    // Of what bash reads between single quotation marks, JSON escapes the only special one: the mark itself.
    private static string Text(string name, string? value) => value is null ? "" : $"\"{name}\":{JsonSerializer.Serialize(value)},";

    private static string Key(bool proof) => proof ? "\"cnf\":{\"jkt\":\"'$thumbprint'\"}," : "";

    // The numbers are put in by bash.
    private static string Times(TimeSpan lifetime) => string.Create(
        CultureInfo.InvariantCulture,
        $"\"iat\":'$now',\"exp\":'$((now + {(long)lifetime.TotalSeconds}))',\"jti\":\"'$(openssl rand -hex 16)'");
}
