using System.Buffers.Text;

namespace EventAuth.Shop;

/// <summary>What the SDK and the console ask the shop for.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this WebApplication app)
    {
        // Only for the session's own customer, and never for another site: there is no CORS here.
        app.MapGet("/token", (HttpContext http, TokenIssuer issuer, string? thumbprint) =>
        {
            if (thumbprint is not null && !(thumbprint.Length == 43 && Base64Url.IsValid(thumbprint)))
            {
                return Results.BadRequest();
            }

            return http.CurrentCustomer() is { } customer
                ? Results.Json(new { token = issuer.Issue(customer, thumbprint) })
                : Results.Unauthorized();
        });
        app.MapGet("/public-key.pem", (ShopKey key) => Results.Text(key.PublicPem, "application/x-pem-file"));
    }
}
