using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Documents.Accounts;

/// <summary>A labelled text field of a form that is posted.</summary>
public sealed partial class FormField : ComponentBase
{
    /// <summary>The name of the field in the form.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The type of the input: <c>email</c>, <c>password</c>.</summary>
    [Parameter, EditorRequired]
    public required string Type { get; set; }

    /// <summary>What password managers are to fill in (HTML, section 4.10.18.7).</summary>
    [Parameter, EditorRequired]
    public required string Autocomplete { get; set; }

    /// <summary>What was typed before; never for a password.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>What is wrong with it, or null.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>Whether the cursor stands here first.</summary>
    [Parameter]
    public bool Focused { get; set; }
}
