using System.Threading.RateLimiting;
using EventAuth.Admin.Responses;
using EventAuth.Admin.Settings;
using Microsoft.AspNetCore.RateLimiting;

namespace EventAuth.Admin.Api;

/// <summary>How often a key may call in total. Applied after authentication: calls without a valid key are 401 and do not count.</summary>
internal sealed class ApiRateLimit(RateLimitSettings limits) : IRateLimiterPolicy<string>
{
    public const string Name = "api";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        ClientShare.Of(httpContext.User.FindFirstValue(AccessClaims.ApiKey) ?? "", limits.ApiPerSecond, TimeSpan.FromSeconds(1));

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        ClientShare.AskToWait(rejected);
        await ApiProblems.RateLimited.ExecuteAsync(rejected.HttpContext);
    }
}
