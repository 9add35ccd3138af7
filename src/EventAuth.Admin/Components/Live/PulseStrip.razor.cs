using EventAuth.Core.Decisions.Counts;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Live;

/// <summary>How much was accepted and rejected in each of the last 60 seconds.</summary>
public sealed partial class PulseStrip : IDisposable
{
    private const int BarStep = 6;
    private const int BarWidth = 4;
    private const int Height = 34;

    /// <summary>So few a second are low bars, and not high ones of a quiet minute.</summary>
    private const int LeastScale = 5;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<DecisionPulse.Beat> _beats = [];
    private long _scale = LeastScale;

    [Inject]
    private DecisionPulse Pulse { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Read();
        _ = FollowAsync();
    }

    // One event is seen, however many came in another second.
    private long Tall(long count) => count == 0 ? 0 : Math.Max(1, count * Height / _scale);

    private void Read()
    {
        _beats = Pulse.Read();
        _scale = Math.Max(LeastScale, _beats.Max(beat => beat.Accepted + beat.Rejected));
    }

    private async Task FollowAsync()
    {
        using var ticks = new PeriodicTimer(Interval, Time);
        try
        {
            while (await ticks.WaitForNextTickAsync(_closed.Token))
            {
                Read();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
