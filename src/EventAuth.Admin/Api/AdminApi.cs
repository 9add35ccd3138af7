using System.Text.Json.Serialization;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;

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
        return services.AddSingleton<PolicyChanges>().AddSingleton<CustomerExport>().AddApiDescription();
    }

    public static void MapAdminApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiDescription.Root)
            .RequireAuthorization(AccessRules.Api).RequireRateLimiting(ApiRateLimit.Name).NotStored()
            .AnswersProblems(StatusCodes.Status401Unauthorized, StatusCodes.Status429TooManyRequests);
        api.MapPolicy();
        api.MapHistory();
        api.MapPreviews();
        api.MapPending();
        api.MapCertificates();
        api.MapEvents();
        api.MapCatalogCleaning();
        api.MapDecisions();
        api.MapExplain();
        api.MapProfiles();
        api.MapTokens();
        api.MapAudit();
        routes.MapOpenApi().AllowAnonymous();
    }
}
