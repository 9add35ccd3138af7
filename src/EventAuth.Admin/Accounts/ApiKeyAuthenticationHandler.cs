using System.Text.Encodings.Web;
using EventAuth.Admin.Responses;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Admin.Accounts;

/// <summary>Authenticates programs by <c>Authorization: Bearer &lt;API key&gt;</c> (RFC 6750, section 2.1), and by nothing else.</summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeyDirectory keys,
    ApiKeyUses uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";
    private const int MaxKeyLength = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header])
        {
            return AuthenticateResult.NoResult();
        }

        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            || header.Length > Prefix.Length + MaxKeyLength
            || await keys.FindAsync(header[Prefix.Length..].Trim(' '), Context.RequestAborted) is not { } record)
        {
            return AuthenticateResult.Fail("Not a key of this installation.");
        }

        await uses.NoteAsync(record, Context.RequestAborted);
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, "API key " + record.Name),
                new Claim(ClaimTypes.Role, record.Role),
                new Claim(AccessClaims.ApiKey, record.Id.ToString(CultureInfo.InvariantCulture)),
            ],
            Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Request.Headers.ContainsKey(HeaderNames.Authorization)
            ? "Bearer error=\"invalid_token\""
            : "Bearer";
        return ProblemResult.Unauthorized.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ProblemResult.Forbidden.ExecuteAsync(Context);
}
