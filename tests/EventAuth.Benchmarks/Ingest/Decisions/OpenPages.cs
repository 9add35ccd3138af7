using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.Benchmarks.Ingest.Decisions;

/// <summary>
/// Requests over the API what the pages "Live" and "Overview" request, at their pace, until disposed: four times a second the newest
/// decisions, all and only the rejected, and every two seconds the counts. A browser on the same two cores would be measured instead of the pages.
/// </summary>
internal sealed class OpenPages : IAsyncDisposable
{
    private const int OverviewOnceIn = 8;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _closed = new();
    private readonly Task _asking;

    public OpenPages(AdminApi api) => _asking = AskAsync(api);

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _asking;
        _closed.Dispose();
    }

    private async Task AskAsync(AdminApi api)
    {
        using var timer = new PeriodicTimer(s_pause);
        try
        {
            for (var turn = 0; await timer.WaitForNextTickAsync(_closed.Token); turn++)
            {
                (await api.GetAsync("/api/v1/decisions?limit=50")).Expect(200);
                (await api.GetAsync("/api/v1/decisions?limit=50&outcome=rejected")).Expect(200);
                if (turn % OverviewOnceIn == 0)
                {
                    (await api.GetAsync("/api/v1/decisions/counts?span=hour")).Expect(200);
                }
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // Closed.
        }
    }
}
