namespace EventAuth.Admin.Components.Access;

/// <summary>A role to choose.</summary>
public sealed partial class RoleChoice
{
    private string _shown = "";

    /// <summary>The label; or null if the table says what it is.</summary>
    [Parameter] public string? Label { get; set; }
    /// <summary>The accessible name if there is no label.</summary>
    [Parameter] public string? AccessibleName { get; set; }
    [Parameter, EditorRequired] public required string Value { get; set; }
    [Parameter, EditorRequired] public EventCallback<string> Chosen { get; set; }

    protected override void OnParametersSet() => _shown = Value;

    // The field finishes its own change first; only then is a refused choice reset: otherwise it would show the refused one.
    private void Choose(string? role)
    {
        _shown = role ?? Value;
        _ = RaiseChosenAsync(_shown);
    }

    private async Task RaiseChosenAsync(string role)
    {
        try
        {
            await Task.Yield();
            await Chosen.InvokeAsync(role);
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
