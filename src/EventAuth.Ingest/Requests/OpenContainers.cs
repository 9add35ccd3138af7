namespace EventAuth.Ingest.Requests;

/// <summary>The objects and arrays open at a place of a text, one inside another, a bit each: what being well formed depends on.</summary>
internal sealed class OpenContainers
{
    private const int BitsOfWord = 64;

    /// <summary>So many words of bits are kept room for between requests; a hostile text can fill sixteen thousand.</summary>
    private const int Usual = 4;

    private ulong[] _areObjects = new ulong[Usual];

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
            _areObjects = new ulong[Usual];
        }
    }

    public void Push(bool isObject)
    {
        var (word, bit) = Place(Count++);
        if (word == _areObjects.Length)
        {
            Array.Resize(ref _areObjects, 2 * word);
        }

        _areObjects[word] = isObject ? _areObjects[word] | bit : _areObjects[word] & ~bit;
        IsObject = isObject;
    }

    public void Pop()
    {
        Count--;
        var (word, bit) = Place(Count - 1);
        IsObject = Count > 0 && (_areObjects[word] & bit) != 0;
    }

    private static (int Word, ulong Bit) Place(int index) => (index / BitsOfWord, 1UL << (index % BitsOfWord));
}
