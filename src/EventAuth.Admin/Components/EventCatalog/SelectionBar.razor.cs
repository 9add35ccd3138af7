using EventAuth.Admin.Components.Kit;
using MudBlazor;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>What can be done with the entries that are selected: put them on lists; hide and delete those that were discovered.</summary>
public sealed partial class SelectionBar
{
    [Parameter, EditorRequired] public CatalogView View { get; set; } = default!;
    /// <summary>How many entries are hidden.</summary>
    [Parameter, EditorRequired] public int Hidden { get; set; }
    [Parameter, EditorRequired] public ClaimsPrincipal Person { get; set; } = default!;
    /// <summary>A person shows or hides hidden entries.</summary>
    [Parameter, EditorRequired] public EventCallback<CatalogAddress> Chosen { get; set; }
    /// <summary>A person wants to put the selected events on lists.</summary>
    [Parameter, EditorRequired] public EventCallback AddToLists { get; set; }
    /// <summary>Called after the selection or the catalogue changed.</summary>
    [Parameter, EditorRequired] public EventCallback Changed { get; set; }

    private bool HasDiscovered => View.Entries.Any(IsDiscovered);

    private static bool IsDiscovered(EventDefinition entry) => entry.Source == EventSource.Discovered;

    private async Task ShowHiddenAsync(bool shown)
    {
        View.Selection.Clear();
        await Chosen.InvokeAsync(View.Place with { WithHidden = shown, Page = 0 });
    }

    private Task SelectDiscoveredAsync()
    {
        View.Selection.Set(View.Result.Where(IsDiscovered), isPicked: true);
        return Changed.InvokeAsync();
    }

    private Task ClearAsync()
    {
        View.Selection.Clear();
        return Changed.InvokeAsync();
    }

    private async Task SetHiddenAsync(bool hidden)
    {
        var changed = await Catalog.SetHiddenAsync(View.Selection.Discovered, hidden, Person, CancellationToken.None);
        await ShowOutcomeAsync(changed, hidden ? "Hidden" : "Shown again");
    }

    private async Task DeleteAsync()
    {
        var text = $"{Numbers.Count("event", View.Selection.Discovered.Count)} will be deleted from the catalogue. "
            + "An event that your site sends again comes back. To keep it out of sight, hide it instead.";
        if (await Dialogs.ConfirmAsync("Delete from the catalogue?", text, "Delete"))
        {
            await ShowOutcomeAsync(await Catalog.DeleteAsync(View.Selection.Discovered, Person, CancellationToken.None), "Deleted");
        }
    }

    private async Task ShowOutcomeAsync(IReadOnlyList<EventName>? changed, string done)
    {
        if (changed is null)
        {
            Snackbars.Add("Nothing was changed. Your account may not change the catalogue any more. Ask an administrator.", Severity.Error);
            return;
        }

        Snackbars.Add($"{done}: {Numbers.Count("event", changed.Count)}", Severity.Success);
        await ClearAsync();
    }
}
