using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Shop;

/// <summary>A customer with an account in this shop. The passwords stand on the sign-in page: it is a demo.</summary>
/// <param name="CustomId">The number that the shop has given to the customer: <c>customId</c> in EventAuth.</param>
internal sealed record Customer(string CustomId, string Name, string Email, string Password)
{
    /// <summary>All accounts.</summary>
    public static IReadOnlyList<Customer> All { get; } =
    [
        new("c-1001", "Ada Novak", "ada@leaf-and-pot.example", "green tea"),
        new("c-1002", "Ben Okafor", "ben@leaf-and-pot.example", "black tea"),
        new("c-1003", "Chloe Martin", "chloe@leaf-and-pot.example", "white tea"),
        new("c-1004", "Dora Ek", "dora@leaf-and-pot.example", "mint tea"),
    ];

    /// <summary>The customer with this number, or null.</summary>
    public static Customer? Find(string? customId) => All.FirstOrDefault(customer => customer.CustomId == customId);

    /// <summary>The customer with this e-mail and password, or null.</summary>
    public static Customer? Find(string email, string password) => All.FirstOrDefault(customer =>
        string.Equals(customer.Email, email.Trim(), StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(customer.Password), Encoding.UTF8.GetBytes(password)));
}
