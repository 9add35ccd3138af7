using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace EventAuth.Admin.Components.Access;

/// <summary>Who may come in: people and programs. For administrators.</summary>
public sealed partial class AccessPage
{
    private ClaimsPrincipal _person = new();

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => _person = (await Authentication).User;
}
