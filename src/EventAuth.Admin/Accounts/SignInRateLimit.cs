using System.Threading.RateLimiting;
using EventAuth.Admin.Components.Accounts;
using EventAuth.Admin.Hosting.Limits;
using EventAuth.Admin.Hosting.Settings;
using EventAuth.Core.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// How often an address may try to sign in, whichever e-mails it tries. What is beyond is refused before the form is read,
/// so that it costs no password hash and fills no audit trail.
/// </summary>
internal sealed class SignInRateLimit(RateLimitSettings limits) : IRateLimiterPolicy<ClientNetwork>
{
    /// <summary>The name under which endpoints ask for it.</summary>
    public const string Name = "sign-in";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = RefuseAsync;

    public RateLimitPartition<ClientNetwork> GetPartition(HttpContext httpContext) =>
        ClientShare.Of(ClientNetwork.Of(httpContext.Connection.RemoteIpAddress), limits.SignInPerMinute, TimeSpan.FromMinutes(1));

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var seconds = ClientShare.AskToWait(rejected);
        var page = new RazorComponentResult<SignInDocument>(new { Alert = $"Too many attempts from this address. Try again in {seconds} s." })
        {
            StatusCode = StatusCodes.Status429TooManyRequests,
        };
        await page.ExecuteAsync(rejected.HttpContext);
    }
}
