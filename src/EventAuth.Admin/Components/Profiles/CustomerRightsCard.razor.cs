using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Core.Profiles;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>What an administrator can do for a customer who asks: hand out all that is kept, delete it, and end tokens that fell into wrong hands.</summary>
public sealed partial class CustomerRightsCard
{
    private const int ToastTime = 6_000;
    private string? _problem;

    /// <summary>The customer.</summary>
    [Parameter, EditorRequired]
    public Profile Profile { get; set; } = default!;

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public ClaimsPrincipal Person { get; set; } = default!;

    [Inject]
    private CustomerGuard Customers { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notifications { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private async Task EndTokensAsync()
    {
        const string text = "Tokens of this customer that were issued before now, or do not say when they were issued, are refused from now on. New ones are accepted.";
        if (await Dialogs.Confirm(text, "End all tokens?", new ConfirmOptions { OkButtonText = "End tokens", CancelButtonText = "Cancel" }) != true)
        {
            return;
        }

        // Once begun it is carried through, whether the page stays open or not.
        var (outcome, _) = await Customers.EndTokensAsync(Profile.Uuid, Person, CancellationToken.None);
        if (Tell(outcome))
        {
            Notifications.Notify(NotificationSeverity.Success, "Tokens ended", "The customer's tokens that were issued before now are refused.", ToastTime);
        }
    }

    private async Task DeleteAsync()
    {
        if (!await DeleteCustomerDialog.AskAsync(Dialogs, Profile.Email ?? Profile.CustomId ?? Profile.Uuid))
        {
            return;
        }

        if (Tell(await Customers.DeleteAsync(Profile.Uuid, Person, CancellationToken.None)))
        {
            Notifications.Notify(NotificationSeverity.Success, "Customer deleted", "Profile, identifiers, customer data and activities are gone.", ToastTime);
            Navigation.NavigateTo("profiles");
        }
    }

    private bool Tell(AccessOutcome outcome)
    {
        _problem = outcome switch
        {
            AccessOutcome.Done => null,
            AccessOutcome.Gone => "This customer is not there any more. Somebody else was faster.",
            _ => "Your account may not do this any more. Nothing was changed; ask an administrator.",
        };
        return _problem is null;
    }
}
