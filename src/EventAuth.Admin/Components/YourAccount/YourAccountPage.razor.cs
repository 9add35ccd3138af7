using Microsoft.AspNetCore.Components.Authorization;

namespace EventAuth.Admin.Components.YourAccount;

/// <summary>What somebody sees and does about their account. Forms are plain pages: no password goes over the live connection.</summary>
public sealed partial class YourAccountPage
{
    private ClaimsPrincipal _person = new();
    private bool _hasTwoFactor;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>The form that led back here.</summary>
    [SupplyParameterFromQuery] private string? Done { get; set; }

    private string? DoneWords => Done switch
    {
        "password" => "Your password is changed. You are signed out everywhere but here.",
        "two-factor-off" => "Two-factor sign-in is off. You are signed out everywhere but here.",
        _ => null,
    };

    protected override async Task OnParametersSetAsync()
    {
        _person = (await Authentication).User;
        _hasTwoFactor = await Reader.HasTwoFactorAsync(_person, CancellationToken.None);
    }
}
