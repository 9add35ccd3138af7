using System.Collections;

namespace EventAuth.Ingest.Requests;

/// <summary>The objects and arrays that are open at one place of a text, one inside another: what is needed to know whether it is well formed, a bit for each.</summary>
internal sealed class OpenContainers
{
    /// <summary>So many are kept room for between requests; a hostile text can have half a million.</summary>
    private const int Usual = 64;

    private BitArray _areObjects = new(Usual);

    /// <summary>How many are open.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the innermost is an object; false when nothing is open.</summary>
    public bool IsObject { get; private set; }

    /// <summary>Forgets what was open.</summary>
    public void Clear()
    {
        (Count, IsObject) = (0, false);
        if (_areObjects.Length > Usual)
        {
            _areObjects = new BitArray(Usual);
        }
    }

    public void Push(bool isObject)
    {
        if (Count == _areObjects.Length)
        {
            _areObjects.Length *= 2;
        }

        _areObjects[Count++] = isObject;
        IsObject = isObject;
    }

    public void Pop()
    {
        Count--;
        IsObject = Count > 0 && _areObjects[Count - 1];
    }
}
