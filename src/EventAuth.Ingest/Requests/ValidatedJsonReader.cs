using EventAuth.Core.Journal;
using EventAuth.Core.Json;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Goes from member to member of an object that <see cref="JsonValidator"/> found valid, so that nothing in it needs to be checked again.
/// Values that are objects or arrays are skipped unread, unless they are entered. Names and strings are read in place:
/// if they have escapes, the shorter text overwrites them, so a text can be read only once.
/// </summary>
/// <param name="json">Begins with the object; more may follow.</param>
/// <param name="offset">Where that begins in the text that reported places refer to.</param>
internal ref struct ValidatedJsonReader(Memory<byte> json, int offset = 0)
{
    private readonly Memory<byte> _json = json;
    private readonly Span<byte> _text = json.Span;
    private int _at = 1;
    private int _start;
    private int _nameStart;
    private int _nameLength;
    private bool _isToPass;
    private bool _hasEscapes;

    /// <summary>The name of the member, without escapes.</summary>
    public readonly Utf8Text Name => new(_json.Slice(_nameStart, _nameLength));

    /// <summary>Where name and value are in the text, the value as written; none if it is null. Not for objects and arrays.</summary>
    public readonly DatumPlace Place => new(offset + _nameStart, _nameLength, offset + _start, IsNull ? DatumPlace.None : _at - _start);

    /// <summary>How many bytes the name has.</summary>
    public readonly int NameLength => _nameLength;

    /// <summary>The first byte of the value, which shows its kind.</summary>
    public readonly byte First => _text[_start];

    public readonly bool IsString => First == '"';

    public readonly bool IsObject => First == '{';

    /// <summary>Whether the value is an object or an array.</summary>
    public readonly bool IsContainer => IsBracket(First);

    public readonly bool IsNumber => First is (byte)'-' or (>= (byte)'0' and <= (byte)'9');

    public readonly bool IsEmptyArray => First == '[' && _text[JsonTokens.PassBlanks(_text, _start + 1)] == ']';

    public readonly bool IsNull => First == 'n';

    /// <summary>Whether the value is a string with escapes.</summary>
    public readonly bool HasEscapes => IsString && _hasEscapes;

    /// <summary>Goes on to the next member; false when there is none.</summary>
    public bool MoveNext()
    {
        PassContainer();
        PassBlanks();
        if (_text[_at] == '}')
        {
            return false;
        }

        PassValue();
        (_nameStart, _nameLength) = (_start + 1, LengthOfText());
        PassBlanks();
        PassValue();
        return true;
    }

    /// <summary>Whether the member has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _text.Slice(_nameStart, _nameLength).SequenceEqual(name);

    /// <summary>The raw text of a string between its quotation marks, or of any other value except an object or array.</summary>
    public readonly ReadOnlySpan<byte> Written => IsString ? _text[(_start + 1)..(_at - 1)] : _text[_start.._at];

    /// <summary>The value as written.</summary>
    public Memory<byte> TakeValue()
    {
        PassContainer();
        return _json[_start.._at];
    }

    /// <summary>The text of a string, without escapes.</summary>
    public readonly Utf8Text TakeText() => new(_json.Slice(_start + 1, LengthOfText()));

    /// <summary>The same, to be changed in place; valid after <see cref="TakeText"/> returned this many bytes.</summary>
    public readonly Span<byte> TextInPlace(int length) => _text.Slice(_start + 1, length);

    /// <summary>The members of the value, an object. Pass it to <see cref="Leave"/> afterwards.</summary>
    public readonly ValidatedJsonReader Enter() => new(_json[_start..], offset + _start);

    /// <summary>Goes on after the value that was entered, wherever in it the reading ended.</summary>
    public void Leave(ref ValidatedJsonReader value)
    {
        value.PassContainer();
        _at = _start + value.BehindBracket(value._at);
        _isToPass = false;
    }

    // Between the quotation marks, once the escapes are resolved.
    private readonly int LengthOfText()
    {
        var text = _text[(_start + 1)..(_at - 1)];
        return _hasEscapes ? JsonEscapes.Resolve(text, text) : text.Length;
    }

    // What is between names and values is not needed any more, either.
    private void PassBlanks()
    {
        while (_text[_at] is (byte)' ' or (byte)',' or (byte)':' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }

    // A container is skipped only when it is known that nobody enters it.
    private void PassValue()
    {
        (_start, _hasEscapes, _isToPass) = (_at, false, IsBracket(_text[_at]));
        if (!_isToPass)
        {
            _at = _text[_at] == '"' ? JsonTokens.PassString(_text, _at, out _hasEscapes) : JsonTokens.PassScalar(_text, _at);
        }
    }

    private void PassContainer()
    {
        if (_isToPass)
        {
            _at = BehindBracket(_at + 1);
            _isToPass = false;
        }
    }

    private static bool IsBracket(byte first) => first is (byte)'{' or (byte)'[';

    // Where the object or array that is open at a place ends.
    private readonly int BehindBracket(int at)
    {
        for (var open = 1; open > 0; at++)
        {
            switch (_text[at])
            {
                case (byte)'{' or (byte)'[':
                    open++;
                    break;
                case (byte)'}' or (byte)']':
                    open--;
                    break;
                case (byte)'"':
                    at = JsonTokens.PassString(_text, at, out _) - 1;
                    break;
            }
        }

        return at;
    }
}
