using System.Text;
using System.Text.Json;

namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>Facts about a token's text, found with the framework's own readers and without the verifier's.</summary>
internal sealed class TokenFacts
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public TokenFacts(string token)
    {
        Parts = token.Split('.');
        Header = Lenient(Parts[0]);
        Payload = Parts.Length > 1 ? Lenient(Parts[1]) : [];
    }

    public string[] Parts { get; }

    public byte[] Header { get; }

    public byte[] Payload { get; }

    /// <summary>Whether a part is not the one text that its bytes have.</summary>
    public bool HasLooseBase64 => Parts.Any(part => part != Convert.ToBase64String(Lenient(part)).TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    /// <summary>Whether header or payload has one of the surrogates that the generated texts leave alone.</summary>
    public bool HasLoneSurrogate => IsLoneSurrogate(Encoding.UTF8.GetString(Header)) || IsLoneSurrogate(Encoding.UTF8.GetString(Payload));

    /// <summary>Whether the text, in JSON, has such a surrogate.</summary>
    public static bool IsLoneSurrogate(string json) => json.Contains("\\ud800", StringComparison.OrdinalIgnoreCase);

    /// <summary>The member of the header; null if absent.</summary>
    public JsonElement? InHeader(string name) => Member(Header, name);

    /// <summary>The member of the payload; null if absent.</summary>
    public JsonElement? InPayload(string name) => Member(Payload, name);

    /// <summary>Whether the bytes are not a JSON object, or have a member twice, or are too deep, or are not UTF-8.</summary>
    public static bool IsNoStrictObject(byte[] json)
    {
        try
        {
            _ = s_strict.GetString(json);
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            return document.RootElement.ValueKind != JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return true;
        }
    }

    private static JsonElement? Member(byte[] json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty(name, out var value) ? value.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Lenient(string part)
    {
        var text = string.Concat(part.Where(character => !char.IsWhiteSpace(character))).TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length + 4];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length) ? bytes[..length] : [];
    }
}
