using System.Buffers;
using System.Text.Json;
using EventAuth.Core.Journal;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes names and strings where they stand in the body, without making anything of them.</summary>
internal static class StringMember
{
    /// <summary>The string the reader stands on; none, with an error, for any other value, which is passed over.</summary>
    public static Utf8Text Read(ref Utf8JsonReader reader, Memory<byte> json, string field, FieldErrors errors)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return TextOf(in reader, json);
        }

        errors.Add(field, FieldCodes.InvalidType, "Must be a string.");
        reader.Skip();
        return default;
    }

    /// <summary>The text of the name or string the reader stands on, in the body's own bytes. Where it has escapes the shorter text takes their place: the reader does not come back.</summary>
    public static Utf8Text TextOf(in Utf8JsonReader reader, Memory<byte> json)
    {
        var place = json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        return new Utf8Text(reader.ValueIsEscaped ? place[..Unescape(in reader, place.Span)] : place);
    }

    private static int Unescape(in Utf8JsonReader reader, Span<byte> place)
    {
        var unescaped = ArrayPool<byte>.Shared.Rent(place.Length);
        try
        {
            var length = reader.CopyString(unescaped);
            unescaped.AsSpan(0, length).CopyTo(place);
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unescaped);
        }
    }
}
