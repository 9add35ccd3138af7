using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;

namespace EventAuth.Admin.Export;

/// <summary>Writes entries as they are read, with the head of the trail at the start.</summary>
internal static class AuditWriting
{
    private const int FlushSize = 32 * 1024;

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Comma-separated values. The last record is the head: its number and hash, and nothing else.</summary>
    public static async Task WriteCsvAsync(
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

    /// <summary>JSON: <c>head</c> and <c>entries</c>. Before and after as the sealed texts, character by character.</summary>
    public static Task WriteJsonAsync(
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
