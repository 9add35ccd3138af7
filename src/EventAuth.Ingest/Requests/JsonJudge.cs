namespace EventAuth.Ingest.Requests;

/// <summary>
/// Goes over JSON values once and judges them before anything is taken from them: whether the text is JSON at all, and whether a value
/// is an object that an event can be. Written for what strangers send: the work is bounded by the length of the text, whatever its shape,
/// and nothing is thrown. After a verdict without fault no later step can stumble over the text.
/// </summary>
internal sealed class JsonJudge
{
    private readonly MemberNames _names = new();
    private readonly OpenContainers _open = new();
    private ReadFault _fault;

    /// <summary>Judges one value and passes it.</summary>
    /// <param name="text">Stands before the value, and is taken to its end; anywhere where the value is not JSON.</param>
    /// <param name="json">The whole text that the scanner goes over.</param>
    /// <param name="start">Where the value begins, behind the blanks before it.</param>
    /// <returns>NotJson; else NotAnObject; else the first fault inside, or None.</returns>
    public ReadFault Judge(ref JsonScanner text, ReadOnlySpan<byte> json, out int start)
    {
        _open.Clear();
        _names.Clear();
        _fault = text.Peek() == '{' ? ReadFault.None : ReadFault.NotAnObject;
        start = text.At;
        while (true)
        {
            // A value is to come.
            var first = text.Peek();
            if (first is (byte)'{' or (byte)'[')
            {
                text.Pass();
                Open(first == '{');
                if (text.Peek() != first + 2)
                {
                    if (_open.IsObject && !TryPassName(ref text, json))
                    {
                        return ReadFault.NotJson;
                    }

                    continue;
                }

                // The bracket that closes stands two places after the one that opens, in ASCII as here: the container is empty.
                text.Pass();
                Close(json);
            }
            else if (first == '"' ? !TryPassString(ref text, json, out _, out _) : !text.TryPassScalar())
            {
                return ReadFault.NotJson;
            }

            // A value has ended, and with it perhaps what it stands in.
            while (true)
            {
                if (_open.Count == 0)
                {
                    return _fault;
                }

                var next = text.Peek();
                text.Pass();
                if (next == ',')
                {
                    break;
                }

                if (next != (_open.IsObject ? '}' : ']'))
                {
                    return ReadFault.NotJson;
                }

                Close(json);
            }

            if (_open.IsObject && !TryPassName(ref text, json))
            {
                return ReadFault.NotJson;
            }
        }
    }

    // Once there is a fault only the grammar is followed: names are not looked at any more, and depth is no matter.
    private void Open(bool isObject)
    {
        if (_fault == ReadFault.None && _open.Count >= RequestLimits.Depth)
        {
            _fault = ReadFault.TooDeep;
        }

        _open.Push(isObject);
        if (_fault == ReadFault.None && isObject)
        {
            _names.Open();
        }
    }

    private void Close(ReadOnlySpan<byte> json)
    {
        if (_fault == ReadFault.None && _open.IsObject && !_names.Close(json))
        {
            _fault = ReadFault.DuplicateMember;
        }

        _open.Pop();
    }

    private bool TryPassName(ref JsonScanner text, ReadOnlySpan<byte> json)
    {
        if (text.Peek() != '"' || !TryPassString(ref text, json, out var name, out var hasEscapes))
        {
            return false;
        }

        if (_fault == ReadFault.None)
        {
            _names.Add(json, name, hasEscapes);
        }

        if (text.Peek() != ':')
        {
            return false;
        }

        text.Pass();
        return true;
    }

    private bool TryPassString(ref JsonScanner text, ReadOnlySpan<byte> json, out Range place, out bool hasEscapes)
    {
        var isString = text.TryPassString(out place, out hasEscapes);
        if (isString && hasEscapes && _fault == ReadFault.None && !JsonEscapes.AreText(json[place]))
        {
            _fault = ReadFault.LoneSurrogate;
        }

        return isString;
    }
}
