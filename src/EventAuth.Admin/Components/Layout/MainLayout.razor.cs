using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace EventAuth.Admin.Components.Layout;

/// <summary>The frame of the console: top bar, rail, page.</summary>
public sealed partial class MainLayout : IDisposable
{
    private ElementReference _main;
    private ErrorBoundary? _boundary;
    private bool _menuOpen = true;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    /// <inheritdoc/>
    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(() =>
    {
        Recover();
        StateHasChanged();
    });

    private void ToggleMenu() => _menuOpen = !_menuOpen;

    private void CloseOnEscape(KeyboardEventArgs key) => _menuOpen &= key.Key != "Escape";

    private void Recover() => _boundary?.Recover();

    private async Task FocusMainAsync() => await _main.FocusAsync();
}
