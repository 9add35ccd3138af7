using System.Text.Json;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Passes over an object or array whose structure was judged, without looking at what is in it a second time: a hostile body is mostly
/// such values, and reading them token by token costs ten times as much.
/// </summary>
internal static class JudgedValue
{
    /// <summary>How a reader stands after a member's value in the outermost object.</summary>
    private static readonly JsonReaderState AfterMember = StateAfterMember();

    /// <summary>The reader stands on the beginning of a member's value in the outermost object, and is taken to its end.</summary>
    /// <param name="reader">Reads <paramref name="json"/>; where it is put anew, its places count from the end of the value.</param>
    /// <param name="json">The event; becomes what follows the value, where the reader is put anew.</param>
    /// <returns>The value as it stands.</returns>
    public static Memory<byte> Pass(ref Utf8JsonReader reader, ref Memory<byte> json)
    {
        var value = json[(int)reader.TokenStartIndex..];
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return value[..(int)(reader.BytesConsumed - reader.TokenStartIndex)];
        }

        var length = LengthToEnd(value.Span[1..]) + 1;
        Begin(ref reader, ref json, value[length..]);
        return value[..length];
    }

    /// <summary>The reader stands on the end of a member's value in an object that is itself a member's value in the outermost one, and is taken to that object's end.</summary>
    /// <inheritdoc cref="Pass" path="/param"/>
    public static void Leave(ref Utf8JsonReader reader, ref Memory<byte> json)
    {
        // Texts that were read are resolved in place and are JSON no longer: only what comes after them can be gone over.
        var rest = json[(int)reader.BytesConsumed..];
        Begin(ref reader, ref json, rest[LengthToEnd(rest.Span)..]);
    }

    private static void Begin(ref Utf8JsonReader reader, ref Memory<byte> json, Memory<byte> rest)
    {
        json = rest;
        reader = new Utf8JsonReader(rest.Span, isFinalBlock: true, AfterMember);
    }

    // To the end of the object or array that is open, whose bracket is counted.
    private static int LengthToEnd(ReadOnlySpan<byte> json)
    {
        var open = 1;
        for (var at = 0; ; at++)
        {
            switch (json[at])
            {
                case (byte)'{' or (byte)'[':
                    open++;
                    break;
                case (byte)'}' or (byte)']':
                    open--;
                    if (open == 0)
                    {
                        return at + 1;
                    }

                    break;
                case (byte)'"':
                    at += LengthOfString(json[(at + 1)..]);
                    break;
            }
        }
    }

    // With the quotation mark at its end.
    private static int LengthOfString(ReadOnlySpan<byte> json)
    {
        var length = 0;
        while (true)
        {
            length += json[length..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[length] == '"')
            {
                return length + 1;
            }

            length += 2;
        }
    }

    private static JsonReaderState StateAfterMember()
    {
        var reader = new Utf8JsonReader("{\"a\":\"\""u8, isFinalBlock: false, default);
        while (reader.TokenType != JsonTokenType.String)
        {
            reader.Read();
        }

        return reader.CurrentState;
    }
}
