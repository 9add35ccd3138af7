using EventAuth.Admin.Enforcement;
using EventAuth.Admin.Policies;
using EventAuth.Admin.Settings;
using EventAuth.Storage.Database;

namespace EventAuth.Admin.Hosting;

/// <summary>Tells machines whether the process runs and whether it can decide and store. Says nothing else.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>For both listeners, without a key.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        group.MapMethods("/healthz", Methods, () => TypedResults.Text("alive\n"));
        group.MapMethods("/readyz", Methods, IsReadyAsync);
    }

    private static async Task<IResult> IsReadyAsync(
        PolicyMonitor monitor, PolicyFollowing following, EnforcementProof enforcement, AdminSettings settings, IEventAuthDatabase database,
        TimeProvider time, CancellationToken cancellation) =>
        monitor.CurrentOrNone is not null
        && !enforcement.HasFailed
        && following.Age < settings.PolicyStaleAfter
        && await StorageAnswersAsync(database, time, cancellation)
            ? TypedResults.Text("ready\n")
            : TypedResults.Text("not ready\n", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<bool> StorageAnswersAsync(IEventAuthDatabase database, TimeProvider time, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await database.AnswersAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
