using EventAuth.Admin.Components.Kit;
using MudBlazor;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>What an administrator can do for a customer who asks: export all data, delete it, and end stolen tokens.</summary>
public sealed partial class CustomerRightsCard
{
    private string? _problem;

    [Parameter, EditorRequired] public Profile Profile { get; set; } = default!;
    [Parameter, EditorRequired] public ClaimsPrincipal Person { get; set; } = default!;

    private async Task EndTokensAsync()
    {
        const string text =
            "Tokens of this customer that were issued before now, or do not say when, are refused from now on. New ones are accepted.";
        if (!await Dialogs.ConfirmAsync("Sign this customer out?", text, "Sign out"))
        {
            return;
        }

        // Once started it is completed, even if the page is closed.
        var (outcome, _) = await Customers.EndTokensAsync(Profile.Uuid, Person, CancellationToken.None);
        if (SetOutcome(outcome))
        {
            Snackbar.Add("Signed out. The customer's tokens that were issued before now are refused.", Severity.Success);
        }
    }

    private async Task DeleteAsync()
    {
        var parameters = new DialogParameters<DeleteCustomerDialog>
        {
            { dialog => dialog.Name, Profile.Email ?? Profile.CustomId ?? Profile.Uuid },
        };
        if (await Dialogs.AskAsync<DeleteCustomerDialog, bool>("Delete this customer?", parameters)
            && SetOutcome(await Customers.DeleteAsync(Profile.Uuid, Person, CancellationToken.None)))
        {
            Snackbar.Add("Customer deleted. Profile, identifiers, customer data and activities are gone.", Severity.Success);
            Navigation.NavigateTo("profiles");
        }
    }

    private bool SetOutcome(AccessOutcome outcome)
    {
        _problem = outcome switch
        {
            AccessOutcome.Done => null,
            AccessOutcome.Gone => "Already removed by someone else.",
            _ => "Your account may no longer do this. Nothing was changed; ask an administrator.",
        };
        return _problem is null;
    }
}
