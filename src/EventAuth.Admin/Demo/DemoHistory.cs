namespace EventAuth.Admin.Demo;

/// <summary>
/// What happened before the demo began: sent in the order of time, with a clock that is moved forward before each step,
/// so that all of it is received, decided and counted then.
/// </summary>
internal sealed class DemoHistory(DemoShop shop, DemoTokens tokens, DemoVisits visits, DemoClient client, DemoClock clock)
{
    /// <summary>How far back it goes: more than twice the longest span of the overview, so that each has one to compare with.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(62);

    private const int EventsInHour = 40;
    private const int EventsInBatch = 150;
    private const int LeastBatches = 3;
    private const int EventsForMistake = 100;
    private const int BatchesForFlaw = 8;
    private const int AtOnce = 4;

    // The traffic by hour from midnight, and by day from Sunday: most in the evening, little at night and less at the weekend.
    private static readonly double[] Hours =
        [.2, .1, .1, .1, .1, .2, .4, .6, .8, .9, 1, 1, 1.1, 1, .9, .9, 1, 1.1, 1.2, 1.4, 1.3, 1.1, .8, .4];
    private static readonly double[] Days = [.7, 1, .9, 1, 1.1, 1.2, .6];

    private int _batches;

    /// <summary>Sends it, and then sets the clock to the present.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        TimeSpan step;
        for (var left = Length; left > TimeSpan.Zero; left -= step)
        {
            step = StepAt(left);
            clock.MoveOn(left);
            await Parallel.ForEachAsync(RequestsOf(step), options, async (request, token) => await client.SendAsync(request, token));
        }

        clock.MoveOn(TimeSpan.Zero);
    }

    // As fine as the periods of the overview.
    private static TimeSpan StepAt(TimeSpan left) =>
        left > TimeSpan.FromDays(16) ? TimeSpan.FromHours(12)
        : left > TimeSpan.FromDays(2) ? TimeSpan.FromHours(6)
        : left > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1)
        : TimeSpan.FromMinutes(5);

    // Whole batches of visits, and a few requests like those that are sent later, with their mistakes.
    private IEnumerable<DemoRequest> RequestsOf(TimeSpan step)
    {
        var events = (int)Math.Ceiling(EventsInHour * step.TotalHours * BusynessAt(clock.GetLocalNow()));
        for (var mistakes = events / EventsForMistake; mistakes > 0; mistakes--)
        {
            yield return visits.Next();
        }

        var size = Math.Clamp(events / LeastBatches, 1, EventsInBatch);
        for (; events > 0; events -= size)
        {
            yield return BatchOf(shop.Customers[_batches++ % shop.Customers.Count], Math.Min(events, size), step);
        }
    }

    // As a multiple of an average hour, in the shop's local time.
    private static double BusynessAt(DateTimeOffset at) =>
        Hours[at.Hour] * Days[(int)at.DayOfWeek] * (.8 + (.4 * Random.Shared.NextDouble()));

    private DemoRequest BatchOf(DemoCustomer customer, int events, TimeSpan step)
    {
        var now = clock.GetUtcNow();
        var visit = Enumerable.Range(0, events).Select(_ => now - (step * Random.Shared.NextDouble())).Order().Select(at =>
            Random.Shared.Next(8) == 0 ? DemoEvents.Matter(customer, at) : DemoEvents.Browse(customer, at));
        return customer.HasAccount
            ? new DemoRequest(customer.Site, [DemoEvents.SignIn(customer, now - step), .. visit], TokenOf(customer))
            : new DemoRequest(customer.Site, [.. visit], Token: null);
    }

    private string TokenOf(DemoCustomer customer) => Random.Shared.Next(BatchesForFlaw) == 0
        ? tokens.Flawed(customer, shop.AnyWithAccount(), Random.Shared.GetItems(Enum.GetValues<TokenFlaw>(), 1)[0])
        : tokens.Of(customer);
}
