using EventAuth.Admin.Components.EventSettings.Drafts;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.EventSettings.Picker;

/// <summary>What was pasted, before it is picked.</summary>
public sealed partial class PastePreview
{
    // The most names of one group that are shown one by one.
    private const int MaxShown = 50;

    private PastedText? _pasted;

    /// <summary>The draft that gets the picked events.</summary>
    [Parameter, EditorRequired] public required EventListDraft Draft { get; set; }
    /// <summary>Raised after the person decided, with what happened.</summary>
    [Parameter] public EventCallback<string> Decided { get; set; }

    /// <summary>Whether there is anything to show.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>How many events can be picked.</summary>
    internal int Pickable => _pasted?.Pickable ?? 0;

    /// <summary>The text for a screen reader.</summary>
    internal string Summary =>
        _pasted is null ? "" : $"{Numbers.Number(Pickable)} of {Numbers.Number(_pasted.Count)} pasted events can be picked.";

    /// <summary>Shows a text; false if it is a phrase that finds something.</summary>
    internal async Task<bool> ShowAsync(IJSStreamReference pasted, bool isPhrase)
    {
        var text = await PastedText.ReadAsync(pasted);
        if (isPhrase && text is not null && (await Catalog.SearchAsync(new CatalogQuery(text), CancellationToken.None)).Count > 0)
        {
            return false;
        }

        _pasted = text is null ? null : await PastedText.SortAsync(text, Draft, Catalog);
        IsOpen = true;
        return true;
    }

    /// <summary>Picks all that can be picked; what is malformed stays visible.</summary>
    internal async Task PickAsync()
    {
        if (_pasted is { } pasted)
        {
            Draft.PickAll([.. pasted.Known, .. pasted.New]);
            _pasted = pasted with { Known = [], New = [], Listed = [] };
            IsOpen = pasted.Malformed.Count > 0;
            await Decided.InvokeAsync($"Pasted events picked: {Numbers.Number(pasted.Pickable)}.");
        }
    }

    /// <summary>Forgets what was pasted.</summary>
    internal void Close() => (_pasted, IsOpen) = (null, false);

    private static string Some(IEnumerable<string> words)
    {
        var all = words.ToList();
        var shown = all.Take(MaxShown).Select(word => word.Length > 60 ? word[..60] + "…" : word);
        return string.Join(", ", shown) + (all.Count > MaxShown ? $" and {Numbers.Number(all.Count - MaxShown)} more" : "");
    }

    private Task CancelAsync()
    {
        Close();
        return Decided.InvokeAsync("");
    }
}
