using EventAuth.Admin.Api;

namespace EventAuth.Admin.Export;

/// <summary>A customer's data as a file, for administrators who signed in.</summary>
internal static class CustomerExportEndpoints
{
    public static void MapCustomerExport(this IEndpointRouteBuilder routes) => routes
        .MapGet("/profiles/{uuid}/export", SendAsync)
        .RequireAuthorization(AccessRules.Administration)
        .ExcludeFromDescription();

    private static async Task<IResult> SendAsync(string uuid, HttpContext context, CustomerExport export) =>
        await export.SendAsync(context, uuid) switch
        {
            AccessOutcome.Done => Results.Empty,
            AccessOutcome.Gone => Results.NotFound(),
            _ => Results.Forbid(),
        };
}
