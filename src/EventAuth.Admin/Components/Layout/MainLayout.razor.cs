using EventAuth.Admin.Components.Leaving;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace EventAuth.Admin.Components.Layout;

/// <summary>The frame of the console: top bar, rail, page.</summary>
public sealed partial class MainLayout : IDisposable
{
    private ElementReference _main;
    private ErrorBoundary? _boundary;
    private bool _menuOpen = true;

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(() =>
    {
        Recover();
        StateHasChanged();
    });

    // On a wide screen the menu has its place next to the page and stays open.
    private async Task CloseOnEscapeAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape" && _menuOpen
            && await Viewport.IsBreakpointWithinReferenceSizeAsync(Breakpoint.SmAndDown, await Viewport.GetCurrentBreakpointAsync()))
        {
            _menuOpen = false;
        }
    }

    private void Recover() => _boundary?.Recover();

    private async Task FocusMainAsync() => await Script.MoveFocusAsync(_main);
}
