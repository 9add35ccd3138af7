using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Documents.Accounts;

/// <summary>The form behind the one-time link.</summary>
public sealed partial class SetupDocument : ComponentBase
{
    /// <summary>The code of the link, sent along with the form and not in its address.</summary>
    [Parameter, EditorRequired]
    public required string Code { get; set; }

    [Parameter]
    public string? Email { get; set; }

    [Parameter]
    public string? EmailProblem { get; set; }

    [Parameter]
    public string? PasswordProblem { get; set; }

    /// <summary>What is wrong with the form as a whole, or null.</summary>
    [Parameter]
    public string? Alert { get; set; }
}
