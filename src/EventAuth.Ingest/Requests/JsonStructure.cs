using System.Text.Json;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Walks over one JSON value and judges its shape before anything is taken from it.
/// After a walk without fault no later step can stumble over its text.
/// </summary>
internal static class JsonStructure
{
    /// <summary>Depth is judged by the walk, value by value, so the reader itself must not stop at it.</summary>
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = RequestLimits.BatchBytes };

    /// <summary>A reader for a whole body. It throws <see cref="JsonException"/> where the text is not JSON.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> json) => new(json, AnyDepth);

    /// <summary>The reader stands on the first token of a value and is taken to its last; the first fault inside is the answer.</summary>
    public static ReadFault WalkObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, MemberNames names)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return ReadFault.NotAnObject;
        }

        var outermost = reader.CurrentDepth;
        names.Begin(json);
        names.Open();
        while (reader.Read())
        {
            var fault = JudgeToken(ref reader, reader.CurrentDepth - outermost, names);
            if (fault != ReadFault.None)
            {
                Leave(ref reader, outermost);
                return fault;
            }

            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == outermost)
            {
                break;
            }
        }

        return ReadFault.None;
    }

    private static ReadFault JudgeToken(ref Utf8JsonReader reader, int depth, MemberNames names)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray or JsonTokenType.StartObject when depth >= RequestLimits.Depth:
                return ReadFault.TooDeep;
            case JsonTokenType.StartObject:
                names.Open();
                return ReadFault.None;
            case JsonTokenType.EndObject:
                return names.Close() ? ReadFault.None : ReadFault.DuplicateMember;
            case JsonTokenType.PropertyName or JsonTokenType.String when reader.ValueIsEscaped && !HasWholeSurrogates(reader.ValueSpan):
                return ReadFault.LoneSurrogate;
            case JsonTokenType.PropertyName:
                names.Add(ref reader);
                return ReadFault.None;
            default:
                return ReadFault.None;
        }
    }

    private static void Leave(ref Utf8JsonReader reader, int outermost)
    {
        while (reader.CurrentDepth != outermost)
        {
            reader.Read();
        }
    }

    /// <summary>Whether each escaped high surrogate of valid JSON text is followed by an escaped low one, and none stands alone.</summary>
    private static bool HasWholeSurrogates(ReadOnlySpan<byte> escaped)
    {
        while (escaped.IndexOf((byte)'\\') is var at and >= 0)
        {
            escaped = escaped[at..];
            if (escaped[1] != 'u')
            {
                escaped = escaped[2..];
                continue;
            }

            if (IsSurrogate(escaped, "89abAB"u8))
            {
                if (escaped.Length < 12 || escaped[6] != '\\' || escaped[7] != 'u' || !IsSurrogate(escaped[6..], "cdefCDEF"u8))
                {
                    return false;
                }

                escaped = escaped[12..];
            }
            else if (IsSurrogate(escaped, "cdefCDEF"u8))
            {
                return false;
            }
            else
            {
                escaped = escaped[6..];
            }
        }

        return true;
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> escape, ReadOnlySpan<byte> half) =>
        escape[2] is (byte)'d' or (byte)'D' && half.Contains(escape[3]);
}
