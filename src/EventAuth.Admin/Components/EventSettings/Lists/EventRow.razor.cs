namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>One event of a list that is being edited.</summary>
public sealed partial class EventRow
{
    private EventName? _shown;
    private EventDefinition? _entry;

    [Parameter, EditorRequired] public EventName Name { get; set; }
    /// <summary>Whether it is not on the list yet.</summary>
    [Parameter] public bool IsNew { get; set; }
    /// <summary>Whether "Apply" removes it from the list.</summary>
    [Parameter] public bool IsRemoved { get; set; }
    /// <summary>How often it arrived in the last 24 hours; null while not known.</summary>
    [Parameter] public long? Recent { get; set; }
    /// <summary>The person removes it from the list.</summary>
    [Parameter] public EventCallback Removed { get; set; }
    /// <summary>The person undoes the removal.</summary>
    [Parameter] public EventCallback Restored { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Name)
        {
            _shown = Name;
            _entry = await Catalog.FindAsync(Name, CancellationToken.None);
        }
    }
}
