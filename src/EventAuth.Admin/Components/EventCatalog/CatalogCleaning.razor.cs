using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Texts;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>Clears the catalogue of what was discovered and nobody wants to see: one entry or many at once.</summary>
public sealed partial class CatalogCleaning
{
    private const int ToastTime = 6_000;

    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public CatalogView View { get; set; } = default!;

    /// <summary>What is picked.</summary>
    [Parameter, EditorRequired]
    public CatalogSelection Selection { get; set; } = default!;

    /// <summary>How many entries are hidden.</summary>
    [Parameter, EditorRequired]
    public int Hidden { get; set; }

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public ClaimsPrincipal Person { get; set; } = default!;

    /// <summary>Called after the selection or the catalogue changed.</summary>
    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    [Inject]
    private CatalogGuard Catalog { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notifications { get; set; } = default!;

    private async Task ShowHiddenAsync(bool shown)
    {
        await View.ShowHiddenAsync(shown);
        await ClearAsync();
    }

    private Task SelectAllAsync()
    {
        foreach (var entry in View.Result.Where(CatalogSelection.IsFor))
        {
            Selection.Set(entry, isPicked: true);
        }

        return Changed.InvokeAsync();
    }

    private Task ClearAsync()
    {
        Selection.Clear();
        return Changed.InvokeAsync();
    }

    private async Task SetHiddenAsync(bool hidden) =>
        await EndAsync(await Catalog.SetHiddenAsync([.. Selection.Actions], hidden, Person, CancellationToken.None), hidden ? "Hidden" : "Shown again");

    private async Task DeleteAsync()
    {
        var text = $"{Numbers.Count("event", Selection.Count)} will be taken out of the catalogue. One that your site sends again comes back; hide it instead to keep it out of sight.";
        if (await Dialogs.Confirm(text, "Delete from the catalogue?", new ConfirmOptions { OkButtonText = "Delete", CancelButtonText = "Cancel" }) == true)
        {
            await EndAsync(await Catalog.DeleteAsync([.. Selection.Actions], Person, CancellationToken.None), "Deleted");
        }
    }

    private async Task EndAsync(IReadOnlyList<EventName>? changed, string done)
    {
        if (changed is null)
        {
            Notifications.Notify(NotificationSeverity.Error, "Nothing was changed", "Your account may not change the catalogue any more. Ask an administrator.", ToastTime);
            return;
        }

        Notifications.Notify(NotificationSeverity.Success, done, Numbers.Count("event", changed.Count), ToastTime);
        await ClearAsync();
    }
}
