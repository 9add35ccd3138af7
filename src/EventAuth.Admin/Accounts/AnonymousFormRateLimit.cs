using System.Threading.RateLimiting;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.Responses;
using EventAuth.Admin.Settings;
using EventAuth.Core.Limits;
using EventAuth.Storage.Attempts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// How often an address may send a form that grants access, whichever e-mails, codes and links it tries: both steps of signing in,
/// and the forms behind the links of setup, invitation and recovery, all counted together. Those over the limit are refused before the form
/// is read, so that they cost no password hash and do not fill the audit trail.
/// </summary>
internal sealed class AnonymousFormRateLimit(RateLimitSettings limits, IAttemptMemory memory) : IRateLimiterPolicy<ClientNetwork>
{
    public const string Name = "open-form";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = RefuseAsync;

    public RateLimitPartition<ClientNetwork> GetPartition(HttpContext httpContext)
    {
        var network = ClientNetwork.Of(httpContext.Connection.RemoteIpAddress);
        var here = ClientShare.Of(network, limits.SignInPerMinute, Window);
        return memory.IsShared && limits.SignInPerMinute > 0
            ? RateLimitPartition.Get(network, _ => new SharedFormLimiter(
                (ReplenishingRateLimiter)here.Factory(network), memory, network, limits.SignInPerMinute, Window))
            : here;
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var alert = $"Too many attempts from this address. Try again in {ClientShare.AskToWait(rejected)} s.";
        var status = StatusCodes.Status429TooManyRequests;
        IResult page = rejected.HttpContext.Request.Path == SignInCookie.SignInPath
            ? new RazorComponentResult<SignInDocument>(new { Alert = alert }) { StatusCode = status }
            : new RazorComponentResult<TooManyAttemptsDocument>(new { Alert = alert }) { StatusCode = status };
        await page.ExecuteAsync(rejected.HttpContext);
    }
}
