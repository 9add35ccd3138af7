using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventAuth.Admin.Access;
using EventAuth.Admin.Api.Requests;
using EventAuth.Core.Audit;

namespace EventAuth.Admin.Export;

/// <summary>The audit trail as a file, with its head as of the beginning, for administrators who signed in.</summary>
internal static class AuditExportEndpoints
{
    /// <summary>Where the file is, without its ending.</summary>
    public const string Path = "/audit-trail/export";

    private const int FlushSize = 32 * 1024;

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private delegate Task Writing(PipeWriter output, AuditHead head, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellation);

    public static void MapAuditExport(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).RequireAuthorization(AccessRules.Administration).ExcludeFromDescription();
        group.MapGet("/csv", (HttpContext context, IAuditTrail trail, IAuditReader reader) =>
            ExportAsync(context, trail, reader, "csv", "text/csv; charset=utf-8", WriteCsvAsync));
        group.MapGet("/json", (HttpContext context, IAuditTrail trail, IAuditReader reader) =>
            ExportAsync(context, trail, reader, "json", "application/json; charset=utf-8", WriteJsonAsync));
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

        // Who takes the trail along is part of it, and of the file.
        await trail.RecordAsync(new AuditFact(AuditAction.AuditExported, ending), context.RequestAborted);
        var head = reader.Head;
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"audit-trail-{head.Number}-{head.Hash}.{ending}\"";
        response.ContentType = mediaType;
        await write(response.BodyWriter, head, reader.ReadAllAsync(filter, head.Number, context.RequestAborted), context.RequestAborted);
        return Results.Empty;
    }

    // The last record is the head: its number and hash, and nothing else.
    private static async Task WriteCsvAsync(
        PipeWriter output, AuditHead head, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellation)
    {
        Put("number", "time", "who", "from", "action", "subject", "before", "after", "hash");
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            Put(
                Number(entry.Number),
                Time(entry.Time),
                entry.Who,
                entry.Origin,
                entry.Action,
                entry.Subject,
                entry.Before,
                entry.After,
                entry.Head.Hash);
            if (output.UnflushedBytes >= FlushSize)
            {
                await output.FlushAsync(cancellation);
            }
        }

        Put(Number(head.Number), "", "", "", "head", "", "", "", head.Hash);
        await output.FlushAsync(cancellation);

        void Put(params string?[] cells) => Encoding.UTF8.GetBytes(CsvText.Line(cells), output);

        static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    // Before and after as the texts that were sealed, letter for letter.
    private static Task WriteJsonAsync(
        PipeWriter output, AuditHead head, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellation)
    {
        var file = new
        {
            head = new { number = head.Number, hash = head.Hash },
            entries = entries.Select(entry => new
            {
                number = entry.Number,
                time = Time(entry.Time),
                who = entry.Who,
                from = entry.Origin,
                action = entry.Action,
                subject = entry.Subject,
                before = entry.Before,
                after = entry.After,
                hash = entry.Head.Hash,
            }),
        };
        return JsonSerializer.SerializeAsync(output, file, Readable, cancellation);
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
