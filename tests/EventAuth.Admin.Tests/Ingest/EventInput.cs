using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Ingest;

/// <summary>A request of the table in event-inputs.json, and its answer.</summary>
/// <param name="Kind">What it is an example of.</param>
/// <param name="Status">The status of the answer.</param>
internal sealed record EventInput(string Kind, int Status)
{
    private const string Event = """{"action":"page.visit","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";

    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "/v4/events/custom";

    /// <summary>The content type; null for none.</summary>
    public string? Type { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? Body { get; init; }

    /// <summary>The body if it is not text.</summary>
    public string? Hex { get; init; }

    /// <summary>The length in bytes to which the body is filled with spaces; 0 for as it is.</summary>
    public int Length { get; init; }

    /// <summary>How many events the body has, as a batch; 0 if it is given.</summary>
    public int Events { get; init; }

    /// <summary>The code of the error; null if there is none.</summary>
    public string? Code { get; init; }

    /// <summary>What the detail contains: a text, or several.</summary>
    public JsonElement Says { get; init; }

    /// <summary>Headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Has { get; init; } = new Dictionary<string, string>();

    /// <summary>The cause in the decision record; null if none is recorded.</summary>
    public string? Cause { get; init; }

    /// <summary>The whole table.</summary>
    public static IReadOnlyList<EventInput> All { get; } = JsonSerializer.Deserialize<List<EventInput>>(
        File.ReadAllText(System.IO.Path.Combine(ContractFiles.Root, "tests", "EventAuth.Admin.Tests", "Ingest", "event-inputs.json")),
        JsonSerializerOptions.Web)!;

    public IEnumerable<string> Parts => Says.ValueKind switch
    {
        JsonValueKind.String => [Says.GetString()!],
        JsonValueKind.Array => Says.EnumerateArray().Select(part => part.GetString()!),
        _ => [],
    };

    public async Task<HttpResponseMessage> SendAsync(HttpClient site, Uri ingest)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(ingest, Path));
        if (Method == "POST")
        {
            request.Content = new ByteArrayContent(ToBytes());
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Type is null ? [] : [Type]);
        }

        foreach (var (name, value) in Headers)
        {
            HttpHeaders headers = name.StartsWith("Content-", StringComparison.Ordinal) ? request.Content!.Headers : request.Headers;
            headers.TryAddWithoutValidation(name, value);
        }

        return await site.SendAsync(request);
    }

    private byte[] ToBytes() =>
        Hex is not null ? Convert.FromHexString(Hex)
        : Encoding.UTF8.GetBytes(Events > 0 ? $"[{string.Join(',', Enumerable.Repeat(Event, Events))}]" : (Body ?? "").PadRight(Length));
}
