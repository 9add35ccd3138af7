using System.Threading.Channels;
using EventAuth.Core.Policies;
using EventAuth.Core.Previews;

namespace EventAuth.Admin.Tests.Previews;

/// <summary>A replay that takes as long as a test wants.</summary>
internal sealed class ReplayDouble : IDecisionReplay
{
    private readonly Channel<AskedReplay> _asked = Channel.CreateUnbounded<AskedReplay>();

    public static PolicyPreview Empty { get; } = new(Decisions: 0, Rejected: 0, NotReplayed: 0, []);

    /// <summary>What each one fails with at once; null if the test answers.</summary>
    public Exception? Failure { get; set; }

    /// <summary>How many wait to be read by <see cref="NextAsync"/>.</summary>
    public int Waiting => _asked.Reader.Count;

    /// <summary>The next one that was asked for.</summary>
    public async Task<AskedReplay> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await _asked.Reader.ReadAsync(patience.Token);
    }

    public Task<PolicyPreview> ReplayAsync(
        EventPolicy draft, EventPolicy? compared, DateTimeOffset since, DateTimeOffset until, IProgress<double> progress,
        CancellationToken cancellation)
    {
        if (Failure is not null)
        {
            return Task.FromException<PolicyPreview>(Failure);
        }

        var asked = new AskedReplay(draft, compared, since, until, progress, cancellation);
        _asked.Writer.TryWrite(asked);
        return asked.Answer.Task.WaitAsync(cancellation);
    }
}

/// <summary>A replay that runs until the test answers, or it is cancelled.</summary>
internal sealed record AskedReplay(
    EventPolicy Draft, EventPolicy? Compared, DateTimeOffset Since, DateTimeOffset Until, IProgress<double> Progress, CancellationToken Cancellation)
{
    public TaskCompletionSource<PolicyPreview> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
