namespace EventAuth.Core.Journal;

/// <summary>One piece of customer data.</summary>
/// <param name="Name">At most 64 characters.</param>
/// <param name="Json">A JSON scalar as text; none removes the attribute.</param>
public readonly record struct CustomerDatum(Utf8Text Name, Utf8Text Json);

/// <summary>The customer data of an event: where each piece lies in the event's text. Places and not texts, since a hostile request brings
/// a hundred thousand pieces: places are half as large, and there is nothing to be forgotten when the next event comes.</summary>
public sealed class CustomerDataList
{
    private const int Usual = 8;

    private DatumPlace[] _places = new DatumPlace[Usual];
    private ReadOnlyMemory<byte> _text;

    /// <summary>How many pieces there are.</summary>
    public int Count { get; private set; }

    /// <summary>A piece by its place, from 0.</summary>
    public CustomerDatum this[int index] => index < Count ? Read(_places[index]) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Begins with the text of an event, in UTF-8; what is added lies in it.</summary>
    public void Begin(ReadOnlyMemory<byte> text) => (_text, Count) = (text, 0);

    /// <summary>Adds a piece.</summary>
    public void Add(in DatumPlace place)
    {
        if (Count == _places.Length)
        {
            Array.Resize(ref _places, 2 * Count);
        }

        _places[Count++] = place;
    }

    /// <summary>The piece that lies there, added or not.</summary>
    public CustomerDatum Read(in DatumPlace place) => new(
        new Utf8Text(_text.Slice(place.NameStart, place.NameLength)),
        place.JsonLength == DatumPlace.None ? default : new Utf8Text(_text.Slice(place.JsonStart, place.JsonLength)));

    /// <summary>Makes it ready for the next event.</summary>
    public void Clear() => (_text, Count) = (default, 0);
}

/// <summary>Where a piece of customer data lies in the text of its event, in bytes.</summary>
/// <param name="NameStart">The name's first byte.</param>
/// <param name="NameLength">How many it has.</param>
/// <param name="JsonStart">The value's first byte.</param>
/// <param name="JsonLength">How many it has; <see cref="None"/> where the attribute is removed.</param>
public readonly record struct DatumPlace(int NameStart, int NameLength, int JsonStart, int JsonLength)
{
    /// <summary>Instead of a length: there is no value.</summary>
    public const int None = -1;
}
