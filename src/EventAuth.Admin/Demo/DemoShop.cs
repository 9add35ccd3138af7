using System.Globalization;

namespace EventAuth.Admin.Demo;

/// <summary>The sites and the people of the shop.</summary>
internal sealed class DemoShop
{
    private const int People = 360;

    private static readonly string[] FirstNames =
    [
        "Ada", "Bela", "Carla", "Daniel", "Elif", "Frida", "Goran", "Hana", "Ivan", "Jana",
        "Kofi", "Lena", "Mateo", "Nora", "Omar", "Petra", "Quentin", "Rosa", "Sami", "Tereza",
    ];

    private static readonly string[] Cities = ["Brno", "Graz", "Porto", "Lyon", "Gdansk", "Turku", "Ghent", "Leipzig", "Parma", "Malmo"];

    private readonly List<DemoCustomer> _withAccount;
    private readonly List<DemoCustomer> _strangers;

    public DemoShop()
    {
        Customers = [.. Enumerable.Range(0, People).Select(MakeCustomer)];
        _withAccount = [.. Customers.Where(customer => customer.HasAccount)];
        _strangers = [.. Customers.Where(customer => !customer.HasAccount)];
    }

    public IReadOnlyList<DemoCustomer> Customers { get; }

    public DemoCustomer AnyWithAccount() => _withAccount[Random.Shared.Next(_withAccount.Count)];

    public DemoCustomer AnyStranger() => _strangers[Random.Shared.Next(_strangers.Count)];

    // Two of three have an account.
    private static DemoCustomer MakeCustomer(int number)
    {
        var firstName = FirstNames[number % FirstNames.Length];
        var (email, customId) = number % 3 == 0
            ? default((string?, string?))
            : (string.Create(CultureInfo.InvariantCulture, $"{firstName.ToLowerInvariant()}.{number}@customer.example"),
                string.Create(CultureInfo.InvariantCulture, $"c-{1_000 + number}"));
        var site = DemoSite.All[number / 3 % DemoSite.All.Count];
        return new DemoCustomer(Guid.NewGuid().ToString(), site, firstName, Cities[number % Cities.Length], email, customId);
    }
}

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
