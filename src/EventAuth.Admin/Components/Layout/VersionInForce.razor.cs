using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Layout;

/// <summary>The version of the policy that requests are decided by at this moment.</summary>
public sealed partial class VersionInForce : IDisposable
{
    private int? _version;

    [Inject]
    private PolicyMonitor Monitor { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose() => Monitor.Changed -= OnChanged;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Monitor.Changed += OnChanged;
        _version = Monitor.CurrentOrNone?.Version;
    }

    private void OnChanged(PolicySnapshot snapshot) => _ = InvokeAsync(() =>
    {
        _version = snapshot.Version;
        StateHasChanged();
    });
}
