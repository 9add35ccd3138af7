using System.Text.Unicode;
using EventAuth.Core.Json;

namespace EventAuth.Core.Inspection;

/// <summary>Header or payload, read although it may break the rules of <see cref="StrictJson"/>; what it breaks is a finding.</summary>
internal sealed class LooseJson
{
    private const int GreatDepth = 8192;

    private readonly JsonElement _root;

    private LooseJson(JsonElement root) => _root = root;

    /// <summary>All members of the object, in their order.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Members =>
        _root.EnumerateObject().Select(member => (NameOf(member), member.Value));

    /// <summary>Reads a part; null for no JSON object. There are findings exactly when <see cref="StrictJson"/> refuses it.</summary>
    /// <param name="part">"header" or "payload".</param>
    /// <param name="findings">Takes what is wrong; null where nobody asks.</param>
    public static LooseJson? Read(byte[] bytes, string part, FindingList? findings = null)
    {
        if (StrictJson.IsObject(bytes))
        {
            return new LooseJson(JsonElement.Parse(bytes));
        }

        var flaws = new FindingList();
        var json = ReadFlawed(bytes, part, flaws);
        if (!flaws.HasWrong)
        {
            flaws.Wrong(TokenFindingCode.NotJson, ("part", part), ("isUnknown", true));
        }

        findings?.AddRange(flaws);
        return json;
    }

    /// <summary>The member of this name, the last one where there are several.</summary>
    public JsonElement? Find(string name) =>
        Members.Where(member => member.Name == name).Select(member => (JsonElement?)member.Value).LastOrDefault();

    /// <summary>The text of a value; null when it is none, or none that UTF-8 can say.</summary>
    public static string? TextOf(JsonElement? value)
    {
        try
        {
            return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a member; one with half a surrogate pair equals no name that we know.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static LooseJson? ReadFlawed(ReadOnlyMemory<byte> bytes, string part, FindingList findings)
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
            // Depth first, and by the reader: what is nested far too deep is not walked through by calls within calls.
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

            return new LooseJson(root);
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
                .Select(member => names.Add(NameOf(member)) ? FindRepeated(member.Value) : NameOf(member))
                .FirstOrDefault(name => name is not null),
            JsonValueKind.Array => element.EnumerateArray().Select(FindRepeated).FirstOrDefault(name => name is not null),
            _ => null,
        };
    }
}
