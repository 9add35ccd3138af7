using System.Text.Encodings.Web;
using EventAuth.Admin.Api.Answers;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Api;

/// <summary>Everything stored about a customer as one JSON file.</summary>
internal sealed class CustomerExport(CustomerGuard customers, IProfileReader profiles, IOptions<JsonOptions> json, TimeProvider time)
{
    private readonly JsonSerializerOptions _readable =
        new(json.Value.SerializerOptions) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with the file, read and sent in parts; or says why not, and then nothing was sent.</summary>
    public async Task<AccessOutcome> SendAsync(HttpContext context, string uuid)
    {
        var cancellation = context.RequestAborted;
        var (outcome, profile) = await customers.BeginExportAsync(uuid, context.User, cancellation);
        if (profile is null)
        {
            return outcome;
        }

        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"customer-{profile.Uuid}.json\"";
        response.ContentType = "application/json; charset=utf-8";
        var file = new CustomerFile(
            time.GetUtcNow(),
            new ProfileAnswer(profile),
            profiles.ReadAllLinksAsync(uuid, cancellation).Select(link => new IdentifierAnswer(link)),
            profiles.ReadAllActivitiesAsync(uuid, cancellation).Select(activity => new ActivityAnswer(activity)));
        await JsonSerializer.SerializeAsync(response.BodyWriter, file, _readable, cancellation);
        return outcome;
    }
}
