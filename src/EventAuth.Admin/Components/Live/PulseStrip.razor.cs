using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.Live;

/// <summary>How much was accepted and rejected in each of the last 60 seconds.</summary>
public sealed partial class PulseStrip
{
    private const int BarStep = 6;
    private const int BarWidth = 4;
    private const int Height = 34;

    // With so few events a second the bars stay low, even in a quiet minute.
    private const int LeastScale = 5;

    private IReadOnlyList<DecisionPulse.Beat> _beats = [];
    private long _scale = LeastScale;

    protected override void OnInitialized()
    {
        Read();
        _ = RepeatAsync(new PeriodicTimer(TimeSpan.FromSeconds(1), Time), () => Task.FromResult(Read()));
    }

    // One event is visible, however many arrived in another second.
    private long Tall(long count) => count == 0 ? 0 : Math.Max(1, count * Height / _scale);

    private bool Read()
    {
        _beats = Pulse.Read();
        _scale = Math.Max(LeastScale, _beats.Max(beat => beat.Accepted + beat.Rejected));
        return true;
    }
}
