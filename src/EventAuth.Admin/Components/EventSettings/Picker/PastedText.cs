using System.Text;
using EventAuth.Admin.Components.EventSettings.Drafts;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.EventSettings.Picker;

/// <summary>The words of a pasted text, grouped by what can be done with them.</summary>
/// <param name="Known">Events of the catalogue.</param>
/// <param name="New">Valid names that the catalogue does not know.</param>
/// <param name="Listed">Picked or on the list already.</param>
/// <param name="Malformed">Invalid names.</param>
internal sealed record PastedText(
    IReadOnlyList<EventName> Known, IReadOnlyList<EventName> New, IReadOnlyList<EventName> Listed, IReadOnlyList<string> Malformed)
{
    /// <summary>The longest text, in UTF-8.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The most words.</summary>
    public const int MaxWords = 5_000;

    private const string Separators = "\uFEFF,;\"'`“”„‘’«»";

    /// <summary>What can be picked.</summary>
    public int Pickable => Known.Count + New.Count;

    /// <summary>How many different words there are.</summary>
    public int Count => Pickable + Listed.Count + Malformed.Count;

    /// <summary>The text; null if it is longer than the limit.</summary>
    public static async Task<string?> ReadAsync(IJSStreamReference pasted)
    {
        if (pasted.Length > MaxBytes)
        {
            return null;
        }

        await using var stream = await pasted.OpenReadStreamAsync(MaxBytes);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Groups the words; null if there are too many.</summary>
    public static async Task<PastedText?> SortAsync(string text, EventListDraft draft, IEventCatalog catalog)
    {
        var evenly = string.Concat(text.Select(c => IsBetweenWords(c) ? ' ' : c));
        var words = evenly.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (words.Count > MaxWords)
        {
            return null;
        }

        var (known, added, listed, malformed) = (new List<EventName>(), new List<EventName>(), new List<EventName>(), new List<string>());
        var picked = draft.Picked.ToHashSet();
        foreach (var word in words)
        {
            if (!EventName.TryParse(word, out var name))
            {
                malformed.Add(word);
            }
            else
            {
                (draft.Contains(name) || picked.Contains(name) ? listed
                    : await catalog.FindAsync(name, CancellationToken.None) is null ? added : known).Add(name);
            }
        }

        return new PastedText(known, added, listed, malformed);
    }

    // As in event-picker.js.
    private static bool IsBetweenWords(char c) => char.IsWhiteSpace(c) || Separators.Contains(c);
}
