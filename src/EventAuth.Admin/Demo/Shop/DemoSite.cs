namespace EventAuth.Admin.Demo.Shop;

/// <summary>A web site of the shop.</summary>
/// <param name="Origin">What browsers send as <c>Origin</c> from its pages.</param>
/// <param name="LearnsLate">Whether its backend goes on with the former key for a while after a new certificate is in force.</param>
/// <param name="Products">What it sells.</param>
internal sealed record DemoSite(string Origin, bool LearnsLate, IReadOnlyList<string> Products)
{
    public static IReadOnlyList<DemoSite> All { get; } =
    [
        new("https://wear.example", LearnsLate: false, ["linen shirt", "rain jacket", "wool socks", "canvas shoes"]),
        new("https://garden.example", LearnsLate: false, ["watering can", "herb seeds", "pruning shears", "clay pot"]),
        new("https://books.example", LearnsLate: true, ["atlas of islands", "bread at home", "night trains", "a field guide to clouds"]),
    ];
}
