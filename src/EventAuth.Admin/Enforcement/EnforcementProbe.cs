using EventAuth.Admin.Listeners;
using EventAuth.Core.Decisions;

namespace EventAuth.Admin.Enforcement;

/// <summary>
/// Proves each minute that this process enforces its policy: sends itself an event that needs a token, once without one and once with a
/// forged one, and sees to it that both are refused. Does nothing where no events are taken.
/// </summary>
internal sealed class EnforcementProbe(
    BoundListeners listeners,
    PolicyMonitor policies,
    TokenVerifier tokens,
    ProbeSender sender,
    EnforcementProof proof,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : BackgroundService
{
    /// <summary>The time between two proofs.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>How often it is tried at once when the policy changes while probes are on their way.</summary>
    private const int Tries = 3;

    /// <summary>Tries once to prove it.</summary>
    internal async Task ProveAsync(Uri listener, CancellationToken cancellation)
    {
        try
        {
            for (var i = 0; i < Tries; i++)
            {
                if (await TryProveAsync(listener, policies.Current, cancellation))
                {
                    return;
                }
            }

            proof.Miss("the policy changed at the same time");
        }
        catch (HttpRequestException problem)
        {
            proof.Miss($"the listener for events cannot be reached ({problem.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            proof.Miss("the listener for events did not answer in time");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(listens.SetResult);
        await listens.Task.WaitAsync(stoppingToken);
        if (listeners.Ingest is not { } listener)
        {
            return;
        }

        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            await ProveAsync(listener, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // False if another policy came into force, by which the answers may be right.
    private async Task<bool> TryProveAsync(Uri listener, PolicySnapshot snapshot, CancellationToken cancellation)
    {
        var probe = ProbeEvent.For(snapshot.Revision.Policy);
        ProbeAnswer? unsigned = probe.Scope == ProofScope.Everything
            ? await sender.SendAsync(listener, probe, null, cancellation)
            : null;
        var forged = await sender.SendAsync(
            listener, probe, ForgedToken.Authorization(tokens.Rules, snapshot.Key, time.GetUtcNow()), cancellation);
        if (policies.Current.Version != snapshot.Version)
        {
            return false;
        }

        var failures = new List<string>();
        if (unsigned is { ProvesNothing: false } first && !first.Refuses(DecisionReason.JwtRequired.ToCode()))
        {
            failures.Add($"“{probe.Action.Value}” without a token {first.ToWords()}");
        }

        if (!forged.ProvesNothing && !forged.Refuses(DecisionReason.InvalidToken.ToCode()))
        {
            failures.Add($"“{probe.Action.Value}” with a forged token {forged.ToWords()}");
        }

        if (failures.Count > 0)
        {
            proof.Fail(string.Join(", and ", failures));
        }
        else if (unsigned is { ProvesNothing: true } nothing || (nothing = forged).ProvesNothing)
        {
            proof.Miss($"the check {nothing.ToWords()}");
        }
        else
        {
            proof.Succeed(probe.Scope);
        }

        return true;
    }
}
