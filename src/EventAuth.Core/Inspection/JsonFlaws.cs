using System.Text.Unicode;
using EventAuth.Core.Json;

namespace EventAuth.Core.Inspection;

/// <summary>Says why header or payload is not one strict JSON object, and reads it anyway if possible.</summary>
internal static class JsonFlaws
{
    private const int GreatDepth = 8192;

    /// <summary>The object, or null if none can be read.</summary>
    /// <param name="bytes">The decoded part; not accepted by <see cref="StrictJson"/>.</param>
    /// <param name="part">"header" or "payload".</param>
    public static JsonElement? Find(ReadOnlyMemory<byte> bytes, string part, FindingList findings)
    {
        if (bytes.IsEmpty)
        {
            findings.Wrong(TokenFindingCode.NotJson, ("part", part));
            return null;
        }

        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            findings.Wrong(TokenFindingCode.ByteOrderMark, ("part", part));
            bytes = bytes["\uFEFF"u8.Length..];
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            findings.Wrong(TokenFindingCode.NotUtf8, ("part", part));
            return null;
        }

        try
        {
            // Depth first, and with the reader: no recursion through far too deep nesting.
            if (DepthOf(bytes.Span) > StrictJson.MaxDepth)
            {
                findings.Wrong(TokenFindingCode.TooDeep, ("part", part), ("most", StrictJson.MaxDepth));
                return null;
            }

            var root = JsonElement.Parse(bytes.Span);
            if (root.ValueKind != JsonValueKind.Object)
            {
                findings.Wrong(TokenFindingCode.NotAnObject, ("part", part));
                return null;
            }

            if (FindRepeated(root) is { } name)
            {
                findings.Wrong(TokenFindingCode.MemberTwice, ("part", part), ("member", name));
            }

            return root;
        }
        catch (JsonException broken)
        {
            var (line, character) = ((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1);
            findings.Wrong(TokenFindingCode.NotJson, ("part", part), ("line", line), ("character", character));
            return null;
        }
    }

    private static int DepthOf(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = GreatDepth });
        var depth = 0;
        while (reader.Read())
        {
            var begins = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
            depth = Math.Max(depth, reader.CurrentDepth + (begins ? 1 : 0));
        }

        return depth;
    }

    private static string? FindRepeated(JsonElement element)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject()
                .Select(member => names.Add(LooseJson.NameOf(member)) ? FindRepeated(member.Value) : LooseJson.NameOf(member))
                .FirstOrDefault(name => name is not null),
            JsonValueKind.Array => element.EnumerateArray().Select(FindRepeated).FirstOrDefault(name => name is not null),
            _ => null,
        };
    }
}
