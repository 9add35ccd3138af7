namespace EventAuth.Admin.Demo;

/// <summary>Decides what is sent next: mostly valid events, and a few of every mistake. Shuffled like cards: each comes soon.</summary>
internal sealed class DemoVisits(DemoShop shop, DemoTokens tokens)
{
    private const int MaxBatch = 8;

    private readonly int[] _cards = [.. Enumerable.Range(0, 100)];
    private int _dealt;

    public DemoRequest Next() => Deal() switch
    {
        < 38 => Browse(shop.AnyStranger()),
        < 56 => Browse(shop.AnyWithAccount()),
        < 62 => Of(shop.AnyWithAccount(), DemoEvents.SignIn),
        < 74 => Signed(shop.AnyWithAccount(), DemoEvents.Browse),
        < 86 => Signed(shop.AnyWithAccount(), DemoEvents.Matter),
        < 89 => Of(shop.AnyStranger(), DemoEvents.Matter),
        < 91 => Of(shop.AnyStranger(), (customer, _) => DemoEvents.Unlisted(customer)),
        < 92 => Of(shop.AnyStranger(), (customer, _) => DemoEvents.Broken(customer)),
        92 => Flawed(TokenFlaw.Expired),
        93 => Flawed(TokenFlaw.UnknownKey),
        94 => Flawed(TokenFlaw.SharedSecret),
        95 => Flawed(TokenFlaw.Milliseconds),
        96 => Flawed(TokenFlaw.SomebodyElses),
        _ => Batch(shop.AnyWithAccount()),
    };

    private int Deal()
    {
        if (_dealt % _cards.Length == 0)
        {
            _dealt = 0;
            Random.Shared.Shuffle(_cards);
        }

        return _cards[_dealt++];
    }

    private static DemoRequest Browse(DemoCustomer customer) => Of(customer, DemoEvents.Browse);

    private static DemoRequest Of(DemoCustomer customer, Func<DemoCustomer, DateTimeOffset?, object> make) =>
        new(customer.Site, [make(customer, null)], Token: null);

    private DemoRequest Signed(DemoCustomer customer, Func<DemoCustomer, DateTimeOffset?, object> make) =>
        new(customer.Site, [make(customer, null)], tokens.Of(customer));

    private DemoRequest Batch(DemoCustomer customer) =>
        new(
            customer.Site,
            [.. Enumerable.Range(0, Random.Shared.Next(2, MaxBatch)).Select(_ => DemoEvents.Browse(customer)), DemoEvents.Matter(customer)],
            tokens.Of(customer));

    // The sign-in names the customer, so that somebody else's token contradicts it.
    private DemoRequest Flawed(TokenFlaw flaw)
    {
        var (customer, other) = (shop.AnyWithAccount(), shop.AnyWithAccount());
        while (other == customer)
        {
            other = shop.AnyWithAccount();
        }

        return new DemoRequest(customer.Site, [DemoEvents.SignIn(customer)], tokens.Flawed(customer, other, flaw));
    }
}

/// <summary>What a browser sends from a page of a site: one event, or several for a batch.</summary>
internal sealed record DemoRequest(DemoSite Site, IReadOnlyList<object> Events, string? Token);
