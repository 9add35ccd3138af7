namespace EventAuth.Admin.Demo;

/// <summary>Somebody who visits a site of the shop. Made up.</summary>
/// <param name="Email">With which they have an account, or null.</param>
/// <param name="CustomId">By which the shop's backend knows them; set exactly when the e-mail is.</param>
internal sealed record DemoCustomer(string Uuid, DemoSite Site, string FirstName, string City, string? Email, string? CustomId)
{
    /// <summary>Whether the shop's backend knows them and can sign for them.</summary>
    public bool HasAccount => CustomId is not null;
}

/// <summary>A web site of the shop.</summary>
/// <param name="LearnsLate">Whether its backend goes on with the former key for a while after a new certificate is in force.</param>
internal sealed record DemoSite(string Origin, bool LearnsLate, IReadOnlyList<string> Products)
{
    public static IReadOnlyList<DemoSite> All { get; } =
    [
        new("https://wear.example", LearnsLate: false, ["linen shirt", "rain jacket", "wool socks", "canvas shoes"]),
        new("https://garden.example", LearnsLate: false, ["watering can", "herb seeds", "pruning shears", "clay pot"]),
        new("https://books.example", LearnsLate: true, ["atlas of islands", "bread at home", "night trains", "a field guide to clouds"]),
    ];
}
