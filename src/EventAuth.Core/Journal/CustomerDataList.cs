namespace EventAuth.Core.Journal;

/// <summary>
/// The customer data of an event: where each piece is in the event's text. Places and not texts, because a hostile request has a hundred
/// thousand pieces: places are half as large, and nothing has to be cleared for the next event.
/// </summary>
public sealed class CustomerDataList
{
    private const int Usual = 8;

    private DatumPlace[] _places = new DatumPlace[Usual];
    private ReadOnlyMemory<byte> _text;

    /// <summary>How many pieces there are.</summary>
    public int Count { get; private set; }

    /// <summary>A piece by its place, from 0.</summary>
    public CustomerDatum this[int index] => index < Count ? Read(_places[index]) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Starts with the text of an event, in UTF-8; the added pieces are parts of it.</summary>
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

    /// <summary>The piece at this place, added or not.</summary>
    public CustomerDatum Read(in DatumPlace place) => new(
        new Utf8Text(_text.Slice(place.NameStart, place.NameLength)),
        place.JsonLength == DatumPlace.None ? default : new Utf8Text(_text.Slice(place.JsonStart, place.JsonLength)));

    /// <summary>Makes it ready for the next event.</summary>
    public void Clear() => (_text, Count) = (default, 0);
}
