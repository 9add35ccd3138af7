using System.Text;
using EventAuth.Core.Decisions;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Finds line and column of places in a text. For the next place it counts on from the last one, so that a text with
/// many flaws is counted only once. Columns are UTF-16 units, as editors count.
/// </summary>
internal struct LineCounter
{
    private int _at;
    private int _lines;
    private int _columns;

    /// <summary>Line and column of a flaw, each from 1.</summary>
    /// <param name="text">The whole text; UTF-8 as far as the place.</param>
    /// <param name="at">The place; not before the last one asked for in this text.</param>
    public JsonFlawPlace PlaceOf(JsonFlaw flaw, ReadOnlySpan<byte> text, int at)
    {
        var passed = text[_at..at];
        var lastBreak = passed.LastIndexOf((byte)'\n');
        if (lastBreak >= 0)
        {
            _lines += passed.Count((byte)'\n');
            _columns = 0;
        }

        _columns += Encoding.UTF8.GetCharCount(passed[(lastBreak + 1)..]);
        _at = at;
        return new JsonFlawPlace(flaw, _lines + 1, _columns + 1);
    }
}
