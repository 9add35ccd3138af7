namespace EventAuth.Admin.Demo;

/// <summary>A fictional visitor of the shop's sites.</summary>
/// <param name="Email">The e-mail of their account, or null.</param>
/// <param name="CustomId">Their id in the shop's backend; set exactly when the e-mail is.</param>
internal sealed record DemoCustomer(string Uuid, DemoSite Site, string FirstName, string City, string? Email, string? CustomId)
{
    /// <summary>Whether the shop's backend knows them and can sign for them.</summary>
    public bool HasAccount => CustomId is not null;
}

/// <summary>A web site of the shop.</summary>
/// <param name="LearnsLate">Whether its backend uses the former key for a while after a new certificate is in force.</param>
internal sealed record DemoSite(string Origin, bool LearnsLate, IReadOnlyList<string> Products)
{
    public static IReadOnlyList<DemoSite> All { get; } =
    [
        new("https://wear.example", LearnsLate: false, ["linen shirt", "rain jacket", "wool socks", "canvas shoes"]),
        new("https://garden.example", LearnsLate: false, ["watering can", "herb seeds", "pruning shears", "clay pot"]),
        new("https://books.example", LearnsLate: true, ["atlas of islands", "bread at home", "night trains", "a field guide to clouds"]),
    ];
}
