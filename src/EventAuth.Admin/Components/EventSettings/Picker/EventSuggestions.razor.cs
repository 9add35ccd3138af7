using EventAuth.Admin.Components.EventSettings.Drafts;

namespace EventAuth.Admin.Components.EventSettings.Picker;

/// <summary>The suggestions below the search field. Of a long list only the rows around the visible ones are rendered.</summary>
public sealed partial class EventSuggestions
{
    /// <summary>The id of the list, for the field that controls it.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }
    /// <summary>What is suggested.</summary>
    [Parameter, EditorRequired] public required SuggestionList List { get; set; }
    /// <summary>Says what is picked or listed already.</summary>
    [Parameter, EditorRequired] public required EventListDraft Draft { get; set; }
    /// <summary>What was searched for.</summary>
    [Parameter, EditorRequired] public required string SearchText { get; set; }
    /// <summary>The size of the catalogue.</summary>
    [Parameter, EditorRequired] public int Total { get; set; }
    /// <summary>A row was clicked.</summary>
    [Parameter] public EventCallback<EventName> Chosen { get; set; }

    /// <summary>The id of a row.</summary>
    internal static string OptionId(string listId, int row) => string.Create(CultureInfo.InvariantCulture, $"{listId}-{row}");

    private static string Pixels(int rows) => string.Create(CultureInfo.InvariantCulture, $"{(long)rows * SuggestionList.RowHeight}px");

    private static string Word(bool value) => value ? "true" : "false";
}
