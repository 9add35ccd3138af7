using EventAuth.Admin.Policies;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Layout;

/// <summary>Says on every page that a newer policy could not be put into force, for as long as that lasts.</summary>
public sealed partial class PolicyTrouble : IDisposable
{
    [Inject]
    private PolicyFollowing Following { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose() => Following.Changed -= OnChanged;

    /// <inheritdoc/>
    protected override void OnInitialized() => Following.Changed += OnChanged;

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);
}
