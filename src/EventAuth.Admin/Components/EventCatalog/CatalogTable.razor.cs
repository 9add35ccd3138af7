namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>One page of the catalogue.</summary>
public sealed partial class CatalogTable
{
    [Parameter, EditorRequired] public CatalogView View { get; set; } = default!;
    /// <summary>The policy in force, for the lists of each event.</summary>
    [Parameter, EditorRequired] public EventPolicy Policy { get; set; } = default!;
    /// <summary>Whether this person may change entries.</summary>
    [Parameter, EditorRequired] public bool Editable { get; set; }
    /// <summary>Called after entries were selected or deselected.</summary>
    [Parameter, EditorRequired] public EventCallback Selected { get; set; }
    /// <summary>Called with the place in the order that a person wants to see.</summary>
    [Parameter, EditorRequired] public EventCallback<CatalogAddress> Chosen { get; set; }
    /// <summary>Called with the entry a person wants to change.</summary>
    [Parameter, EditorRequired] public EventCallback<EventDefinition> Edit { get; set; }

    private Task SelectAsync(IEnumerable<EventDefinition> entries, bool isPicked)
    {
        View.Selection.Set(entries, isPicked);
        return Selected.InvokeAsync();
    }
}
