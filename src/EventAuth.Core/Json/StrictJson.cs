using System.Text.Unicode;

namespace EventAuth.Core.Json;

/// <summary>What header and payload must be: one JSON object in UTF-8 without byte-order mark or duplicate members, not too deep.</summary>
internal static class StrictJson
{
    /// <summary>The deepest nesting, the outer object included.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>A reader positioned before the object.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> json) => new(json, Options);

    /// <summary>The text of the reader's current name or string.</summary>
    /// <param name="scratch">At least as long as the JSON; holds the result where there are escapes.</param>
    public static ReadOnlySpan<byte> TextOf(in Utf8JsonReader reader, Span<byte> scratch) =>
        reader.ValueIsEscaped ? scratch[..JsonEscapes.Resolve(reader.ValueSpan, scratch)] : reader.ValueSpan;

    /// <summary>Whether the bytes are such an object and nothing else.</summary>
    public static bool IsObject(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        try
        {
            return HasDistinctMembers(json);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasDistinctMembers(ReadOnlySpan<byte> json)
    {
        // Names are compared by a 64-bit hash of object and name: equal names always collide, and two others
        // that collide by chance (once in 2^64) or on purpose only make this token invalid.
        Span<ulong> names = stackalloc ulong[(json.Length / 4) + 1];
        Span<byte> scratch = stackalloc byte[json.Length];
        Span<int> open = stackalloc int[MaxDepth + 1];
        var count = 0;
        var objects = 0;
        var reader = Open(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        open[0] = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                open[reader.CurrentDepth] = ++objects;
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                names[count++] = Hash(open[reader.CurrentDepth - 1], TextOf(in reader, scratch));
            }
        }

        names = names[..count];
        names.Sort();
        for (var i = 1; i < names.Length; i++)
        {
            if (names[i] == names[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    // FNV-1a, 64 bits, with the object's number in front of the name.
    private static ulong Hash(int container, ReadOnlySpan<byte> name)
    {
        const ulong prime = 1099511628211;
        var hash = (14695981039346656037 ^ (uint)container) * prime;
        foreach (var value in name)
        {
            hash = (hash ^ value) * prime;
        }

        return hash;
    }
}
