using EventAuth.Core.Journal;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Goes from member to member of an object that <see cref="JsonJudge"/> found sound, so that nothing in it needs to be checked again. Values that are
/// themselves objects or arrays are passed over without a look at what is in them. Names and strings are taken in place: where they have escapes
/// the shorter text takes their place, so a text can be read once.
/// </summary>
/// <param name="json">The object, from bracket to bracket.</param>
internal ref struct JudgedObject(Memory<byte> json)
{
    private readonly Memory<byte> _json = json;
    private readonly Span<byte> _text = json.Span;
    private int _at = 1;
    private byte _first;
    private bool _hasEscapes;

    /// <summary>The name of the member, without escapes.</summary>
    public Utf8Text Name { get; private set; }

    /// <summary>The value of the member as it stands.</summary>
    public Memory<byte> Value { get; private set; }

    /// <summary>Whether the value is a string.</summary>
    public readonly bool IsString => _first == '"';

    /// <summary>Whether the value is an object.</summary>
    public readonly bool IsObject => _first == '{';

    /// <summary>Whether the value is an object or an array.</summary>
    public readonly bool IsContainer => _first is (byte)'{' or (byte)'[';

    /// <summary>Whether the value is null.</summary>
    public readonly bool IsNull => _first == 'n';

    /// <summary>Whether the value is a string with escapes.</summary>
    public readonly bool HasEscapes => IsString && _hasEscapes;

    /// <summary>Goes on to the next member; false when there is none.</summary>
    public bool MoveNext()
    {
        PassBlanks();
        if (_text[_at] == '}')
        {
            return false;
        }

        var name = Take();
        Name = TextOf(name);
        PassBlanks();
        Value = Take();
        return true;
    }

    /// <summary>Whether the member has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => Name.Bytes.SequenceEqual(name);

    /// <summary>The text of a string, without escapes.</summary>
    public Utf8Text TakeText() => TextOf(Value);

    private readonly Utf8Text TextOf(Memory<byte> quoted)
    {
        var text = quoted[1..^1];
        return new Utf8Text(_hasEscapes ? text[..JsonEscapes.Resolve(text.Span, text.Span)] : text);
    }

    // What stands between names and values, too, tells nothing any more.
    private void PassBlanks()
    {
        while (_text[_at] is (byte)' ' or (byte)',' or (byte)':' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }

    private Memory<byte> Take()
    {
        var start = _at;
        var rest = _text[(start + 1)..];
        (_first, _hasEscapes) = (_text[start], false);
        _at += 1 + _first switch
        {
            (byte)'"' => LengthToQuote(rest),
            (byte)'{' or (byte)'[' => LengthToBracket(rest),
            _ => LengthOfScalar(rest),
        };
        return _json[start.._at];
    }

    private static int LengthOfScalar(ReadOnlySpan<byte> rest)
    {
        var length = 0;
        while (rest[length] > ' ' && rest[length] is not ((byte)',' or (byte)'}'))
        {
            length++;
        }

        return length;
    }

    // To the end of the object or array that is open, whose bracket is counted.
    private int LengthToBracket(ReadOnlySpan<byte> json)
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
                    at += LengthToQuote(json[(at + 1)..]);
                    break;
            }
        }
    }

    // With the quotation mark at its end.
    private int LengthToQuote(ReadOnlySpan<byte> json)
    {
        var length = 0;
        while (true)
        {
            length += json[length..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[length] == '"')
            {
                return length + 1;
            }

            _hasEscapes = true;
            length += 2;
        }
    }
}
