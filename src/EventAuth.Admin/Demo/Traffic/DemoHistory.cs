using EventAuth.Admin.Demo.Shop;

namespace EventAuth.Admin.Demo.Traffic;

/// <summary>What the people of the shop did before the demo began: sent at once, with times of the last two weeks, as a shop sends what it kept while it was offline.</summary>
internal sealed class DemoHistory(DemoShop shop, DemoTokens tokens, DemoClient client, TimeProvider time)
{
    private const int MostSteps = 9;
    private const int Days = 14;
    private const int AtOnce = 4;

    /// <summary>Sends a batch for each of them.</summary>
    public Task SendAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        shop.Customers,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (customer, token) => await client.SendAsync(RequestOf(customer), token));

    private DemoRequest RequestOf(DemoCustomer customer)
    {
        var now = time.GetUtcNow();
        var times = Enumerable.Range(0, Random.Shared.Next(3, MostSteps)).Select(_ => now - (TimeSpan.FromDays(Days) * Random.Shared.NextDouble())).Order().ToList();
        var visits = times.Skip(1).Select(at => DemoEvents.Browse(customer, at));
        return customer.HasAccount
            ? new DemoRequest(customer.Site, [DemoEvents.SignIn(customer, times[0]), .. visits, DemoEvents.Matter(customer, now)], tokens.Of(customer))
            : new DemoRequest(customer.Site, [DemoEvents.Browse(customer, times[0]), .. visits], Token: null);
    }
}
