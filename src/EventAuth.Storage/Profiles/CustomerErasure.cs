using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Erases the data of deleted customers in the background, and tries again until it is done. What the program did not finish it does
/// after the next start.
/// </summary>
internal sealed partial class CustomerErasure(
    ICustomerEraser eraser, TimeProvider time, ILogger<CustomerErasure> logger) : BackgroundService
{
    /// <summary>How long callers wait for an erasure that they asked for; it goes on without them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The wait after a failure; after each further one it is longer by this, up to <see cref="LongestPause"/> times.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private const int LongestPause = 50;

    private readonly ConcurrentDictionary<long, TaskCompletionSource> _awaited = new();
    private readonly SemaphoreSlim _asked = new(0);
    private int _failures;

    /// <summary>
    /// Erases a customer who was just deleted. Returns when nothing of them is in the files any more, or after ten seconds; the
    /// rest follows.
    /// </summary>
    public async Task EraseAsync(long profile)
    {
        var done = _awaited.GetOrAdd(profile, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _asked.Release();
        try
        {
            await done.Task.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            // The profile is gone for everybody; erasing the files goes on.
        }
        finally
        {
            _awaited.TryRemove(profile, out _);
        }
    }

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The first round is for what an earlier run of the program left.
            while (true)
            {
                while (!await TryRunAsync(stoppingToken))
                {
                    await Task.Delay(Pause * Math.Min(_failures, LongestPause), time, stoppingToken);
                }

                await _asked.WaitAsync(eraser.LookPause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rest is erased after the next start.
        }
    }

    // Whether nothing is left to do.
    private async Task<bool> TryRunAsync(CancellationToken cancellation)
    {
        try
        {
            // Before reading what there is to do: everything that these wait for is done in this round, or was done before.
            var awaited = _awaited.Values.ToArray();
            if (!await eraser.TryRunAsync(cancellation))
            {
                _failures++;
                return false;
            }

            _failures = 0;
            Array.ForEach(awaited, one => one.TrySetResult());
            return true;
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem) || problem is IOException)
        {
            if (_failures++ == 0)
            {
                LogFailed(problem);
            }

            return false;
        }
    }

    [LoggerMessage(2009, LogLevel.Warning, "A deleted customer could not be erased from the files; it is tried again until it is done.")]
    private partial void LogFailed(Exception problem);
}
