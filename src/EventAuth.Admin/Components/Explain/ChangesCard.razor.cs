using EventAuth.Admin.Explanations;

namespace EventAuth.Admin.Components.Explain;

/// <summary>Changes that lead to another result, each with a link to the card that makes it.</summary>
public sealed partial class ChangesCard
{
    /// <summary>What the changes lead to.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";
    /// <summary>A sentence about all of them.</summary>
    [Parameter] public string? Statement { get; set; }
    /// <summary>The changes, the easiest first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<SuggestedChange> Changes { get; set; } = [];
    /// <summary>The event; null if not known.</summary>
    [Parameter, EditorRequired] public EventName? Action { get; set; }

    private string Head(int place, SuggestedChange change)
    {
        var words = string.Join(" and ", change.Edits.Select(edit => edit.Place).Distinct().Order().Select(WordsOf));
        return place == 0 && Changes.Count > 1 ? "Easiest: " + words : words.Capital();
    }

    private static string WordsOf(EditPlace place) => place switch
    {
        EditPlace.Lists => "change the lists",
        EditPlace.Certificate => "define the certificate",
        EditPlace.Request => "change what you send",
    };

    // Moving from one list to another is one step: half of it would be a draft without effect.
    private IEnumerable<(string Sentence, string? Address)> StepsOf(SuggestedChange change)
    {
        IEnumerable<Edit> edits = change.Edits;
        if (Action is { } action
            && edits.Where(edit => edit.Kind == EditKind.RemoveFromList).ToList() is [{ List: { } from }]
            && edits.Where(edit => edit.Kind == EditKind.AddToList).ToList() is [{ List: { } to }])
        {
            yield return ($"Move {action} to the list {to.ToQuoted()}.", SettingsAddress.OfMove(from, to, action));
            edits = edits.Where(edit => edit.Place != EditPlace.Lists);
        }

        foreach (var edit in edits)
        {
            yield return (edit.ToSentence(Action), SettingsAddress.Of(edit, Action));
        }
    }
}
