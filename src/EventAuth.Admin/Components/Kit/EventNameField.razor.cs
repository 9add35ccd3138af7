using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace EventAuth.Admin.Components.Kit;

/// <summary>
/// A field for the name of an event. A name counts as it is typed, suggested or not. The form around it asks <see cref="TakesEnter"/>
/// before it does what Enter would do.
/// </summary>
public sealed partial class EventNameField
{
    private const int MostSuggestions = 100;

    private MudAutocomplete<string>? _field;

    // What the person found in the field: as long as it stays, all events are suggested. The field opens before it says that it has the
    // focus, so this is set when the focus leaves.
    private string? _atRest;

    // What this field said last: any other value comes from the page.
    private string? _told;

    // Whether one of the suggestions was gone to with an arrow key.
    private bool _isChoosing;

    /// <summary>The id of the field.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }
    /// <summary>The name, without spaces around it.</summary>
    [Parameter, EditorRequired] public required string Value { get; set; }
    [Parameter] public EventCallback<string> ValueChanged { get; set; }
    /// <summary>What is wrong with the name; null for nothing.</summary>
    [Parameter] public string? Problem { get; set; }

    /// <summary>Whether the Enter that was pressed takes a suggestion: the next one is the form's.</summary>
    public bool TakesEnter()
    {
        var takes = _isChoosing && _field!.Open;
        _isChoosing = false;
        return takes;
    }

    /// <summary>Closes the suggestions: if they stay open after the field was left, they cover what is below.</summary>
    public Task CloseAsync() => _field!.CloseMenuAsync();

    protected override void OnParametersSet()
    {
        if (Value != _told)
        {
            _atRest = _told = Value;
        }
    }

    private Task NameAsync(string? text)
    {
        _told = text?.Trim() ?? "";
        return ValueChanged.InvokeAsync(_told);
    }

    private Task ChooseAsync(string? name)
    {
        _atRest = name?.Trim() ?? "";
        return NameAsync(name);
    }

    private void OnKeyDown(KeyboardEventArgs pressed) =>
        _isChoosing = pressed.Key is "ArrowDown" or "ArrowUp" || (_isChoosing && pressed.Key == "Enter");

    private async Task<IEnumerable<string>> SuggestAsync(string? text, CancellationToken cancellation)
    {
        var typed = text?.Trim() ?? "";
        var found = await Catalog.SearchAsync(new CatalogQuery(typed == _atRest ? "" : typed), cancellation);

        // What is in the field comes first: Enter takes the first one.
        return found.Select(each => each.Action.Value).OrderByDescending(name => name == typed).Take(MostSuggestions);
    }
}
