using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventAuth.Admin.Audit;
using EventAuth.Core.Audit;

namespace EventAuth.Admin.Export;

/// <summary>Writes entries as they are read, with the head of the trail as of the beginning.</summary>
internal static class AuditWriting
{
    private const int FlushSize = 32 * 1024;
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Comma-separated values. The last record is the head: its number and hash, and nothing else.</summary>
    public static async Task WriteCsvAsync(
        PipeWriter output, AuditHead head, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellation)
    {
        Put(output, CsvText.Line("number", "time", "who", "from", "action", "subject", "before", "after", "hash"));
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            Put(output, CsvText.Line(
                Number(entry.Number),
                Time(entry.Time),
                entry.Who,
                entry.Origin,
                entry.Action,
                entry.Subject,
                entry.Before,
                entry.After,
                entry.Head.Hash));
            await FlushAsync(output, cancellation);
        }

        Put(output, CsvText.Line(Number(head.Number), "", "", "", "head", "", "", "", head.Hash));
        await output.FlushAsync(cancellation);
    }

    /// <summary>One JSON object: <c>head</c> and <c>entries</c>.</summary>
    public static async Task WriteJsonAsync(
        PipeWriter output, AuditHead head, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output, Readable);
        json.WriteStartObject();
        json.WriteStartObject("head");
        json.WriteNumber("number", head.Number);
        json.WriteString("hash", head.Hash);
        json.WriteEndObject();
        json.WriteStartArray("entries");
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            Write(json, entry);
            json.Flush();
            await FlushAsync(output, cancellation);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
        await output.FlushAsync(cancellation);
    }

    private static void Write(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("number", entry.Number);
        json.WriteString("time", Time(entry.Time));
        json.WriteString("who", entry.Who);
        json.WriteString("from", entry.Origin);
        json.WriteString("action", entry.Action);
        json.WriteString("subject", entry.Subject);
        // As the texts that were sealed, letter for letter.
        json.WriteString("before", entry.Before);
        json.WriteString("after", entry.After);
        json.WriteString("hash", entry.Head.Hash);
        json.WriteEndObject();
    }

    private static async ValueTask FlushAsync(PipeWriter output, CancellationToken cancellation)
    {
        if (output.UnflushedBytes >= FlushSize)
        {
            await output.FlushAsync(cancellation);
        }
    }

    private static void Put(PipeWriter output, string text) => Encoding.UTF8.GetBytes(text, output);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
