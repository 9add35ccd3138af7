using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Times;

/// <summary>How long ago a moment was; stays true while the page is open.</summary>
public sealed partial class RelativeTime : IDisposable
{
    /// <summary>The moment.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Value { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private PageClock Clock { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose() => Clock.Ticked -= OnTick;

    /// <inheritdoc/>
    protected override void OnInitialized() => Clock.Ticked += OnTick;

    private void OnTick() => _ = InvokeAsync(StateHasChanged);
}
