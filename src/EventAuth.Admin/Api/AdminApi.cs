using System.Security.Claims;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Responses;
using EventAuth.Admin.Settings;
using Microsoft.AspNetCore.RateLimiting;

namespace EventAuth.Admin.Api;

/// <summary>The admin API under <c>/api/v1</c>, for programs with a key, and its description.</summary>
internal static class AdminApi
{
    public static IServiceCollection AddAdminApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new UtcMillisecondsConverter());
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, ApiRateLimit>(ApiRateLimit.Name));
        return services.AddSingleton<PolicyChanges>().AddApiDescription();
    }

    public static void MapAdminApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiDescription.Root)
            .RequireAuthorization(AccessRules.Api).RequireRateLimiting(ApiRateLimit.Name).NotStored()
            .AnswersProblems(StatusCodes.Status401Unauthorized, StatusCodes.Status429TooManyRequests);
        api.MapPolicy();
        api.MapCertificates();
        api.MapEvents();
        api.MapDecisions();
        api.MapExplain();
        api.MapProfiles();
        api.MapTokens();
        api.MapAudit();
        routes.MapOpenApi().AllowAnonymous();
    }
}

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
