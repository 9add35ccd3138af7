using EventAuth.Core.Json;
using EventAuth.Ingest.Limits;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Validates JSON values in one pass before anything is read from them: whether the text is JSON at all, and whether a value
/// is an object that can be an event. Made for untrusted input: the work is bounded by the length of the text, whatever its shape,
/// and nothing is thrown. What has no fault is read by <see cref="ValidatedJsonReader"/>, which checks nothing again.
/// </summary>
internal sealed class JsonValidator
{
    /// <summary>Memory for this many open objects and arrays is kept; a hostile text can open a million.</summary>
    private const int UsualDepth = 256;

    private readonly MemberNames _names = new();

    // The objects and arrays open at a place of the text, one inside the other: whether each is an object.
    private bool[] _areObjects = new bool[UsualDepth];
    private int _depth;
    private bool _isInObject;
    private ReadFault _fault;

    /// <summary>Where the first fault of the value is; any place if there is none.</summary>
    public JsonStop Stop { get; private set; }

    /// <summary>Validates one value and moves past it.</summary>
    /// <param name="json">The whole text, known to be UTF-8.</param>
    /// <param name="at">The first byte of the value; becomes the place after it, or any place if the value is not JSON.</param>
    /// <returns>NotJson; otherwise NotAnObject; otherwise the first fault inside, or None.</returns>
    public ReadFault Validate(ReadOnlySpan<byte> json, ref int at)
    {
        (_depth, _isInObject) = (0, false);
        _names.Clear();
        _fault = JsonTokens.At(json, at) == '{' ? ReadFault.None : ReadFault.NotAnObject;
        Stop = new JsonStop(at, JsonExpected.Value);
        at = Pass(json, at);
        if (_areObjects.Length > UsualDepth)
        {
            _areObjects = new bool[UsualDepth];
        }

        return at == JsonTokens.None ? ReadFault.NotJson : _fault;
    }

    private int Pass(ReadOnlySpan<byte> json, int at)
    {
        while (true)
        {
            // A value is expected: a container that is not empty is opened, anything else is skipped.
            var first = JsonTokens.At(json, at);
            if (first is (byte)'{' or (byte)'[')
            {
                Open(first == '{', at);
                at = JsonTokens.PassBlanks(json, at + 1);
                if (JsonTokens.At(json, at) != Closing(first))
                {
                    at = _isInObject ? PassName(json, at) : at;
                    if (at == JsonTokens.None)
                    {
                        return JsonTokens.None;
                    }

                    continue;
                }

                Close(json);
                at++;
            }
            else
            {
                var start = at;
                at = first == '"' ? PassString(json, at, out _) : JsonTokens.PassScalar(json, at);
                if (at == JsonTokens.None)
                {
                    return StopAt(start, first == '"' ? JsonExpected.WholeString : JsonExpected.Value);
                }
            }

            // A value has ended, and perhaps its container, too.
            at = PassClosed(json, at);
            if (at == JsonTokens.None || _depth == 0)
            {
                return at;
            }
        }
    }

    // From the end of a value to the next one, or to the end of the whole.
    private int PassClosed(ReadOnlySpan<byte> json, int at)
    {
        while (_depth > 0)
        {
            at = JsonTokens.PassBlanks(json, at);
            var next = JsonTokens.At(json, at);
            at++;
            if (next == ',')
            {
                at = JsonTokens.PassBlanks(json, at);
                return _isInObject ? PassName(json, at) : at;
            }

            if (next != (_isInObject ? '}' : ']'))
            {
                return StopAt(at - 1, JsonExpected.Separator);
            }

            Close(json);
        }

        return at;
    }

    // In ASCII the closing bracket is two places after the opening one.
    private static int Closing(byte opening) => opening + 2;

    // Once there is a fault only the grammar is followed: names are not checked any more, and depth does not matter.
    private void Open(bool isObject, int at)
    {
        if (_fault == ReadFault.None && _depth >= RequestLimits.Depth)
        {
            Fail(ReadFault.TooDeep, at);
        }

        if (_depth == _areObjects.Length)
        {
            Array.Resize(ref _areObjects, 2 * _depth);
        }

        _areObjects[_depth++] = isObject;
        _isInObject = isObject;
        if (isObject && _fault == ReadFault.None)
        {
            _names.Open();
        }
    }

    private void Close(ReadOnlySpan<byte> json)
    {
        if (_isInObject && _fault == ReadFault.None && _names.Close(json) is { } twice)
        {
            Fail(ReadFault.DuplicateMember, twice);
        }

        _depth--;
        _isInObject = _depth > 0 && _areObjects[_depth - 1];
    }

    // A name with the colon and the white space after it.
    private int PassName(ReadOnlySpan<byte> json, int start)
    {
        if (JsonTokens.At(json, start) != '"')
        {
            return StopAt(start, JsonExpected.Name);
        }

        var end = PassString(json, start, out var hasEscapes);
        if (end == JsonTokens.None)
        {
            return StopAt(start, JsonExpected.WholeString);
        }

        if (_fault == ReadFault.None)
        {
            _names.Add(json, start + 1, end - start - 2, hasEscapes);
        }

        var colon = JsonTokens.PassBlanks(json, end);
        return JsonTokens.At(json, colon) == ':' ? JsonTokens.PassBlanks(json, colon + 1) : StopAt(colon, JsonExpected.Colon);
    }

    private int PassString(ReadOnlySpan<byte> json, int start, out bool hasEscapes)
    {
        var end = JsonTokens.PassString(json, start, out hasEscapes);
        if (hasEscapes && end != JsonTokens.None && _fault == ReadFault.None && !JsonEscapes.AreText(json[(start + 1)..(end - 1)]))
        {
            Fail(ReadFault.LoneSurrogate, start);
        }

        return end;
    }

    private int StopAt(int at, JsonExpected expected)
    {
        Stop = new JsonStop(at, expected);
        return JsonTokens.None;
    }

    private void Fail(ReadFault fault, int at)
    {
        _fault = fault;
        Stop = new JsonStop(at, JsonExpected.Value);
    }
}
