using System.Buffers.Text;
using System.Text.Unicode;

namespace EventAuth.Core.Tokens;

/// <summary>What header and payload must be: one JSON object in UTF-8 without byte-order mark, no member twice, not too deep.</summary>
internal static class StrictJson
{
    /// <summary>The deepest nesting, the outer object included.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    public static Utf8JsonReader Open(ReadOnlySpan<byte> json) => new(json, Options);

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
        // Names are compared by a 64-bit hash of object and name: equal names always meet, and two others
        // that meet by accident (once in 2^64) or on purpose only cost their sender this token.
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
                names[count++] = Hash(open[reader.CurrentDepth - 1], JsonText.Of(in reader, scratch));
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

/// <summary>The text of names and strings with their escapes undone, without exceptions: a surrogate that stands alone, which JSON's
/// grammar allows and UTF-8 cannot say, comes out as the three bytes UTF-8 would give it, so that it equals only itself and is no valid
/// UTF-8.</summary>
internal static class JsonText
{
    /// <summary>The text of the reader's present name or string.</summary>
    /// <param name="scratch">At least as long as the JSON; holds the result where there are escapes.</param>
    public static ReadOnlySpan<byte> Of(in Utf8JsonReader reader, Span<byte> scratch) =>
        reader.ValueIsEscaped ? scratch[..Unescape(reader.ValueSpan, scratch)] : reader.ValueSpan;

    private static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                target[written++] = raw[i];
            }
            else if (raw[++i] != 'u')
            {
                target[written++] = Single(raw[i]);
            }
            else
            {
                var unit = Unit(raw[(i + 1)..]);
                i += 4;
                if (char.IsHighSurrogate(unit) && raw[(i + 1)..].StartsWith("\\u"u8)
                    && Unit(raw[(i + 3)..]) is var low && char.IsLowSurrogate(low))
                {
                    i += 6;
                    written += Write(char.ConvertToUtf32(unit, low), target[written..]);
                }
                else
                {
                    written += Write(unit, target[written..]);
                }
            }
        }

        return written;
    }

    private static char Unit(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x') ? (char)unit : '\0';

    private static byte Single(byte letter) => letter switch
    {
        (byte)'b' => 8,
        (byte)'f' => 12,
        (byte)'n' => 10,
        (byte)'r' => 13,
        (byte)'t' => 9,
        _ => letter,
    };

    private static int Write(int scalar, Span<byte> target)
    {
        if (Rune.TryCreate(scalar, out var rune))
        {
            return rune.EncodeToUtf8(target);
        }

        target[0] = (byte)(0xE0 | (scalar >> 12));
        target[1] = (byte)(0x80 | ((scalar >> 6) & 0x3F));
        target[2] = (byte)(0x80 | (scalar & 0x3F));
        return 3;
    }
}
