using EventAuth.Core.Previews;

namespace EventAuth.Admin.Previews;

/// <summary>What a preview is asked: what a draft would have decided otherwise in a span of time.</summary>
/// <param name="Compared">The policy with which the draft is compared; null for what was decided at the time.</param>
/// <param name="BasedOn">The version that was in force when it was asked.</param>
/// <param name="Since">The first moment of the span, in UTC.</param>
/// <param name="Until">The moment after its last, in UTC.</param>
internal sealed record PreviewQuestion(EventPolicy Draft, EventPolicy? Compared, int BasedOn, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>A preview that is being made, or was made.</summary>
internal sealed class PreviewRun : IProgress<double>, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private double _progress;

    /// <summary>Names it in addresses. Nobody can guess it.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What was asked.</summary>
    public required PreviewQuestion Question { get; init; }

    /// <summary>How far it is, from 0 to 1.</summary>
    public double Progress => Volatile.Read(ref _progress);

    /// <summary>The answer; cancelled or failed if there is none.</summary>
    public Task<PolicyPreview> Result { get; private set; } = default!;

    /// <summary>The clock's timestamp of its end; it counts once <see cref="Result"/> is complete.</summary>
    public long Ended { get; private set; }

    /// <summary>Stops it, unless it has ended.</summary>
    public void Cancel()
    {
        if (!Result.IsCompleted)
        {
            _cancellation.Cancel();
        }
    }

    void IProgress<double>.Report(double value) => Volatile.Write(ref _progress, value);

    public void Dispose() => _cancellation.Dispose();

    /// <summary>Begins it.</summary>
    internal void Start(Func<PreviewRun, CancellationToken, Task<PolicyPreview>> work, TimeProvider time) => Result = RunAsync(work, time);

    private async Task<PolicyPreview> RunAsync(Func<PreviewRun, CancellationToken, Task<PolicyPreview>> work, TimeProvider time)
    {
        try
        {
            return await work(this, _cancellation.Token);
        }
        finally
        {
            Ended = time.GetTimestamp();
        }
    }
}
