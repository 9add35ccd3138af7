using System.Threading.RateLimiting;
using EventAuth.Admin.Responses;
using EventAuth.Admin.Settings;
using Microsoft.AspNetCore.RateLimiting;

namespace EventAuth.Admin.Api;

/// <summary>How often a key may call, in all. After the key is known: calls without a right one are 401 and take no share.</summary>
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
