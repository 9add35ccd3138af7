namespace EventAuth.Admin.Demo;

/// <summary>Events as the sites' SDK would send them.</summary>
internal static class DemoEvents
{
    private static readonly string[] Browsing =
        ["page.visit", "page.visit", "page.visit", "product.view", "product.view", "product.addToCart", "client.search", "sizeGuide.open"];
    private static readonly string[] NeedingToken = ["form.submit", "transaction.charge", "marketingAgreement.turnOn"];

    public static IEnumerable<string> OfAnybody => Browsing.Distinct();

    public static IEnumerable<string> OfKnown => NeedingToken;

    public static object Browse(DemoCustomer customer, DateTimeOffset? at = null) => Event(customer, Any(Browsing), at);

    public static object Matter(DemoCustomer customer, DateTimeOffset? at = null) => Event(customer, Any(NeedingToken), at);

    /// <summary>Somebody signs in and so sends their data.</summary>
    public static object SignIn(DemoCustomer customer, DateTimeOffset? at = null) => new
    {
        action = "client.login",
        client = new
        {
            uuid = customer.Uuid,
            email = customer.Email,
            customId = customer.CustomId,
            firstName = customer.FirstName,
            attributes = new { city = customer.City },
        },
        @params = new { url = customer.Site.Origin + "/account" },
        time = at,
    };

    public static object Unlisted(DemoCustomer customer) => Event(customer, "points.loyalty", at: null);

    /// <summary>An event that breaks the rules: with an invalid e-mail.</summary>
    public static object Broken(DemoCustomer customer) =>
        new { action = "page.visit", client = new { uuid = customer.Uuid, email = "not an e-mail" } };

    private static object Event(DemoCustomer customer, string action, DateTimeOffset? at)
    {
        var product = Any(customer.Site.Products);
        return new
        {
            action,
            label = product,
            client = new { uuid = customer.Uuid },
            @params = new { url = $"{customer.Site.Origin}/{product.Replace(' ', '-')}", product, price = Random.Shared.Next(5, 200) },
            time = at,
        };
    }

    private static string Any(IReadOnlyList<string> choices) => choices[Random.Shared.Next(choices.Count)];
}
