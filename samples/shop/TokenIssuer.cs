using System.Buffers.Text;

namespace EventAuth.Shop;

/// <summary>
/// Makes the tokens by which EventAuth knows who the customer is: JSON Web Tokens (RFC 7519), signed with RS256. A real shop would use
/// a library; this shows that there is little to it.
/// </summary>
internal sealed class TokenIssuer(ShopKey key, ShopSettings settings, TimeProvider time)
{
    private static readonly string s_header = Encode(new { alg = "RS256", typ = "JWT" });

    /// <summary>A token of this customer that expires after <c>Shop:TokenLifetimeSeconds</c>.</summary>
    /// <param name="customer">Who is signed in.</param>
    /// <param name="thumbprint">
    /// The browser's key (RFC 7638), if the token is to be of use with it alone (RFC 7800); null for any browser.
    /// </param>
    public string Issue(Customer customer, string? thumbprint = null)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["customId"] = customer.CustomId,
            ["email"] = customer.Email,
            ["iat"] = now,
            ["exp"] = now + settings.TokenLifetimeSeconds,
        };
        if (thumbprint is not null)
        {
            claims["cnf"] = new { jkt = thumbprint };
        }

        var input = $"{s_header}.{Encode(claims)}";
        return $"{input}.{Base64Url.EncodeToString(key.Sign(System.Text.Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
