using System.Text.Encodings.Web;
using System.Text.Json;
using EventAuth.Admin.Access;
using EventAuth.Admin.Api.Answers;
using EventAuth.Core.Profiles;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Api;

/// <summary>
/// Everything that is kept of a customer as one JSON file: the profile, how its identifiers came to it, and its activities, those
/// received last first.
/// </summary>
internal sealed class CustomerExport(CustomerGuard customers, IProfileReader profiles, IOptions<JsonOptions> json, TimeProvider time)
{
    private const int FlushSize = 32 * 1024;
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with the file, read and sent a part at a time; or says why not, and then nothing was sent.</summary>
    public async Task<AccessOutcome> SendAsync(HttpContext context, string uuid)
    {
        var (outcome, profile) = await customers.BeginExportAsync(uuid, context.User, context.RequestAborted);
        if (profile is null)
        {
            return outcome;
        }

        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"customer-{profile.Uuid}.json\"";
        response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(response.BodyWriter, Readable);
        writer.WriteStartObject();
        Write(writer, "exportedAt", time.GetUtcNow());
        Write(writer, "profile", ProfileAnswer.Of(profile));
        await WriteAllAsync(context, writer, "identifiers", profiles.ReadAllLinksAsync(uuid, context.RequestAborted), IdentifierAnswer.Of);
        await WriteAllAsync(
            context, writer, "activities", profiles.ReadAllActivitiesAsync(uuid, context.RequestAborted), ActivityAnswer.Of);
        writer.WriteEndObject();
        return outcome;
    }

    private async Task WriteAllAsync<TRow, TItem>(
        HttpContext context, Utf8JsonWriter writer, string name, IAsyncEnumerable<TRow> rows, Func<TRow, TItem> item)
    {
        writer.WriteStartArray(name);
        await foreach (var row in rows)
        {
            JsonSerializer.Serialize(writer, item(row), json.Value.SerializerOptions);
            if (writer.BytesPending + context.Response.BodyWriter.UnflushedBytes >= FlushSize)
            {
                writer.Flush();
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }

        writer.WriteEndArray();
    }

    private void Write<T>(Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, json.Value.SerializerOptions);
    }
}
