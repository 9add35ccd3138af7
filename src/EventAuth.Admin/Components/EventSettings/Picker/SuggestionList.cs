namespace EventAuth.Admin.Components.EventSettings.Picker;

/// <summary>The suggestions of the picker: what was found, the active row, and the rendered rows out of perhaps 100,000.</summary>
public sealed class SuggestionList
{
    /// <summary>Height of a row in CSS pixels; the style sheet has the same.</summary>
    public const int RowHeight = 50;

    private const int RenderedRows = 24;
    private const int RowsAbove = 8;
    private const int Page = 6;

    /// <summary>What was found, best match first.</summary>
    public IReadOnlyList<EventDefinition> Found { get; private set; } = [];

    /// <summary>The typed text as an event that the catalogue does not know yet; null if it is not a valid name.</summary>
    public EventName? Typed { get; private set; }

    /// <summary>The active row, from 0; <see cref="Found"/>'s count stands for <see cref="Typed"/>; −1 for none.</summary>
    public int Active { get; private set; } = -1;

    /// <summary>The first rendered row.</summary>
    public int First { get; private set; }

    /// <summary>How many rows are rendered.</summary>
    public int Rendered => Math.Min(RenderedRows, Found.Count - First);

    /// <summary>How many rows can become active.</summary>
    public int Rows => Found.Count + (Typed is null ? 0 : 1);

    /// <summary>Whether a key moves the active row.</summary>
    public static bool Moves(string key) => key is "ArrowDown" or "ArrowUp" or "PageDown" or "PageUp" or "Home" or "End";

    /// <summary>Shows what a search found, from the first row.</summary>
    /// <param name="found">The events.</param>
    /// <param name="typed">The typed text, if it may be picked as it is.</param>
    /// <param name="activateFirst">Whether Enter takes the first row at once.</param>
    public void Show(IReadOnlyList<EventDefinition> found, EventName? typed, bool activateFirst)
    {
        Found = found;
        Typed = typed;
        First = 0;
        Active = activateFirst && Rows > 0 ? 0 : -1;
    }

    /// <summary>Moves the active row; false for a key that does not move it.</summary>
    public bool Move(string key)
    {
        int? target = key switch
        {
            "ArrowDown" => Active + 1,
            "ArrowUp" => Active < 0 ? Rows - 1 : Active - 1,
            "PageDown" => Active + Page,
            "PageUp" => Active - Page,
            "Home" => 0,
            "End" => Rows - 1,
            _ => null,
        };
        if (target is not { } row || Rows == 0)
        {
            return false;
        }

        Active = Math.Clamp(row, 0, Rows - 1);
        if (Active < Found.Count && (Active < First || Active >= First + Rendered))
        {
            ScrollTo(Active);
        }

        return true;
    }

    /// <summary>Renders the rows around the first visible one.</summary>
    public void ScrollTo(int firstVisible) =>
        First = Math.Clamp(firstVisible - RowsAbove, 0, Math.Max(0, Found.Count - RenderedRows));

    /// <summary>The event of the active row, or null.</summary>
    public EventName? ActiveEvent =>
        Active < 0 ? null : Active < Found.Count ? Found[Active].Action : Typed;
}
