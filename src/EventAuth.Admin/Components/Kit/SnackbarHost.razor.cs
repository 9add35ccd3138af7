using MudBlazor;

namespace EventAuth.Admin.Components.Kit;

/// <summary>Shows short messages for some seconds: successes, and failures for longer.</summary>
public sealed partial class SnackbarHost : IDisposable
{
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Bad = TimeSpan.FromSeconds(30);
    private readonly Dictionary<Snackbar, ITimer> _ends = [];

    public void Dispose()
    {
        Snackbars.OnSnackbarsUpdated -= OnUpdated;
        foreach (var end in _ends.Values)
        {
            end.Dispose();
        }
    }

    protected override void OnInitialized() => Snackbars.OnSnackbarsUpdated += OnUpdated;

    private void OnUpdated() => _ = InvokeAsync(() =>
    {
        var shown = Snackbars.ShownSnackbars.ToHashSet();
        foreach (var gone in _ends.Keys.Except(shown).ToList())
        {
            _ends.Remove(gone, out var end);
            end?.Dispose();
        }

        foreach (var added in shown.Where(snackbar => !_ends.ContainsKey(snackbar)))
        {
            var until = added.Severity is Severity.Error or Severity.Warning ? Bad : Good;
            _ends[added] = Time.CreateTimer(_ => _ = InvokeAsync(added.ForceClose), state: null, until, Timeout.InfiniteTimeSpan);
        }

        StateHasChanged();
    });
}
