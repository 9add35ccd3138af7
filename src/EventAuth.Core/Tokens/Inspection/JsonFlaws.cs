using System.Text.Json;
using System.Text.Unicode;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Says why header or payload is not one strict JSON object, and reads it all the same where that is possible.</summary>
internal static class JsonFlaws
{
    private const int GreatDepth = 8192;
    private const string LetTheLibrary = "Let the backend's JWT library write it, from an object and not from a text that was put together by hand.";

    /// <summary>The object, or null where there is none to be read.</summary>
    /// <param name="bytes">What the part says; not by <see cref="StrictJson"/>.</param>
    /// <param name="part">"header" or "payload".</param>
    /// <param name="findings">Takes the flaws.</param>
    public static JsonElement? Find(ReadOnlyMemory<byte> bytes, string part, FindingList findings)
    {
        if (bytes.IsEmpty)
        {
            findings.Wrong(TokenFindingCode.NotJson, $"The {part} is empty.", "A token is three texts joined by two dots; copy all of it.");
            return null;
        }

        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            findings.Wrong(TokenFindingCode.ByteOrderMark, $"The {part} begins with a byte-order mark, which JSON must not have.", "Let the backend write UTF-8 without a byte-order mark.");
            bytes = bytes["\uFEFF"u8.Length..];
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            findings.Wrong(TokenFindingCode.NotUtf8, $"The {part} is not text in UTF-8. Perhaps it was written in another encoding, or characters of the token are missing.", "Let the backend write UTF-8, and copy the whole token.");
            return null;
        }

        return Parse(bytes, part, findings);
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> bytes, string part, FindingList findings)
    {
        try
        {
            // Depth first, and by the reader: what is nested far too deep is not walked through by calls within calls.
            if (DepthOf(bytes.Span) > StrictJson.MaxDepth)
            {
                findings.Wrong(TokenFindingCode.TooDeep, $"The {part} is nested deeper than {StrictJson.MaxDepth} levels.", "Put into the token what says who the customer is, and no documents.");
                return null;
            }

            var root = JsonElement.Parse(bytes.Span);
            if (root.ValueKind != JsonValueKind.Object)
            {
                findings.Wrong(TokenFindingCode.NotAnObject, $"The {part} is JSON, but not an object in braces.", LetTheLibrary);
                return null;
            }

            if (FindRepeated(root) is { } name)
            {
                findings.Wrong(TokenFindingCode.MemberTwice, $"The {part} has {ShownText.Quote(name)} twice. Readers differ in which one they take, so such a token is refused.", "Write each name once.");
            }

            return root;
        }
        catch (JsonException broken)
        {
            findings.Wrong(
                TokenFindingCode.NotJson,
                $"The {part} is not JSON: it breaks off or goes wrong near character {(broken.BytePositionInLine ?? 0) + 1} of line {(broken.LineNumber ?? 0) + 1}.",
                part == "payload" ? "Copy the whole token. If it is whole, it may be encrypted or compressed; otherwise: " + LetTheLibrary : "Copy the whole token, from its very beginning. " + LetTheLibrary);
            return null;
        }
    }

    private static int DepthOf(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = GreatDepth });
        var depth = 0;
        while (reader.Read())
        {
            depth = Math.Max(depth, reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0));
        }

        return depth;
    }

    private static string? FindRepeated(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            return element.EnumerateObject().Select(member => names.Add(LooseJson.NameOf(member)) ? FindRepeated(member.Value) : LooseJson.NameOf(member)).FirstOrDefault(name => name is not null);
        }

        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(FindRepeated).FirstOrDefault(name => name is not null) : null;
    }
}
