using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Sdk.Chaos;

/// <summary>One tab of a visitor after the other. Each lives some seconds; then the person closes it, or goes to another page.</summary>
internal sealed class ChaosSeat(ChaosVisitor visitor, int share, TimeSpan duration, Random random)
{
    private static readonly string[] s_paths = ["/", "/cart", "/contact", "/product?id=sencha"];
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(250);

    /// <summary>How many events of one step: what was missed while a page could not be opened is made up for bit by bit.</summary>
    private const int MostAtOnce = 40;

    /// <summary>How many tabs were closed as a person does it.</summary>
    public int Closed { get; private set; }

    /// <summary>How many tabs were ended at once, as by a crash: the page is not told.</summary>
    public int Ended { get; private set; }

    /// <summary>Tracks its share of events, spread over the duration.</summary>
    public async Task RunAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        var done = 0;
        IReadOnlyList<TrackedEvent> last = [];
        var tab = await visitor.OpenAsync(RandomPath());
        using var steps = new PeriodicTimer(s_step);
        for (var left = Lifetime(); done < share; left--)
        {
            var due = (int)Math.Min(share, share * (TimeProvider.System.GetElapsedTime(started) / duration));
            var count = Math.Min(due - done, MostAtOnce);
            if (count > 0)
            {
                last = await visitor.TrackAsync(tab, count);
                done += count;
            }

            // Right after it tracked, with the events still in the page.
            if (left == 0 || done == share)
            {
                tab = await LeaveAsync(tab, last, isLast: done == share);
                left = Lifetime();
            }

            await steps.WaitForNextTickAsync();
        }
    }

    private async Task<IPage> LeaveAsync(IPage tab, IReadOnlyList<TrackedEvent> last, bool isLast)
    {
        if (!isLast && random.Next(3) == 0)
        {
            Note("went to another page");
            await ChaosVisitor.GoAsync(tab, RandomPath());
            return tab;
        }

        if (random.Next(2) == 0)
        {
            Note("ended");
            // A tab that crashes takes with it what is not in the database yet, some milliseconds after it was tracked.
            await ChaosVisitor.SavedAsync(tab);
            await tab.CloseAsync();
            Ended++;
        }
        else
        {
            Note("closed");
            await CloseAsync(tab);
            Closed++;
        }

        return isLast ? tab : await visitor.OpenAsync(RandomPath());

        void Note(string way)
        {
            foreach (var tracked in last)
            {
                tracked.Circumstances += ", " + way;
            }
        }
    }

    // The page is told, unlike with a tab that is ended at once.
    private static async Task CloseAsync(IPage tab)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tab.Close += (_, _) => closed.TrySetResult();
        await tab.CloseAsync(new() { RunBeforeUnload = true });
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private string RandomPath() => s_paths[random.Next(s_paths.Length)];

    // In steps: 6 to 14 seconds.
    private int Lifetime() => random.Next(24, 56);
}
