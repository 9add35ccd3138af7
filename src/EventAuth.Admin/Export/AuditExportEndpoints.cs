using System.IO.Pipelines;
using EventAuth.Admin.Api.Requests;

namespace EventAuth.Admin.Export;

/// <summary>The audit trail as a file, for administrators who signed in.</summary>
internal static class AuditExportEndpoints
{
    /// <summary>The path of the file, without its extension.</summary>
    public const string Path = "/audit-trail/export";

    private delegate Task Writing(PipeWriter output, AuditHead head, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellation);

    public static void MapAuditExport(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).RequireAuthorization(AccessRules.Administration).ExcludeFromDescription();
        group.MapGet("/csv", (HttpContext context, IAuditTrail trail, IAuditReader reader) =>
            ExportAsync(context, trail, reader, "csv", "text/csv; charset=utf-8", AuditWriting.WriteCsvAsync));
        group.MapGet("/json", (HttpContext context, IAuditTrail trail, IAuditReader reader) =>
            ExportAsync(context, trail, reader, "json", "application/json; charset=utf-8", AuditWriting.WriteJsonAsync));
    }

    private static async Task<IResult> ExportAsync(
        HttpContext context, IAuditTrail trail, IAuditReader reader, string ending, string mediaType, Writing write)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = query.ReadAuditFilter();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        // The export itself is an entry of the trail, and is in the file.
        await trail.RecordAsync(new AuditFact(AuditAction.AuditExported, ending), context.RequestAborted);
        var head = reader.Head;
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"audit-trail-{head.Number}-{head.Hash}.{ending}\"";
        response.ContentType = mediaType;
        await write(response.BodyWriter, head, reader.ReadAllAsync(filter, head.Number, context.RequestAborted), context.RequestAborted);
        return Results.Empty;
    }
}
