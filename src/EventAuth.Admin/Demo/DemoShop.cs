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
