namespace EventAuth.Core.Inspection;

/// <summary>Claims that were probably meant to be one that is read.</summary>
internal static class NearMisses
{
    private static readonly Dictionary<string, string> Meant = new(StringComparer.Ordinal)
    {
        ["customid"] = "customId", ["customerid"] = "customId", ["customer"] = "customId", ["custid"] = "customId", ["userid"] = "customId",
        ["user"] = "customId", ["uid"] = "customId", ["id"] = "customId", ["clientid"] = "customId", ["externalid"] = "customId",
        ["memberid"] = "customId", ["accountid"] = "customId", ["username"] = "customId", ["login"] = "customId",
        ["nameidentifier"] = "customId", ["sub"] = "customId", ["subject"] = "customId",
        ["mail"] = "email", ["email"] = "email", ["emailaddress"] = "email", ["useremail"] = "email", ["upn"] = "email",
        ["uuid"] = "uuid", ["guid"] = "uuid", ["visitorid"] = "uuid", ["deviceid"] = "uuid", ["anonymousid"] = "uuid",
        ["clientuuid"] = "uuid",
    };

    private static readonly string[] Expiries =
        ["expires", "expiry", "expiration", "expiresin", "expiresat", "expirationtime", "ttl", "validuntil"];

    // Names in the claims, and one level below, that mean an identifier, with the name that is read.
    public static IReadOnlyList<(string Found, string Meant)> OfIdentity(LooseJson claims) =>
        [.. claims.Members.SelectMany(member => OfMember(member.Name, member.Value)).Distinct()];

    // Names that differ from the one that is read only in the case of letters.
    public static IReadOnlyList<(string Found, string Meant)> Misspelt(LooseJson claims) =>
        [.. OfIdentity(claims)
            .Where(pair => pair.Found != pair.Meant && pair.Found.Equals(pair.Meant, StringComparison.OrdinalIgnoreCase))];

    public static string? OfExpiry(LooseJson claims) =>
        claims.Members.Select(member => member.Name)
            .FirstOrDefault(name => name.Equals("exp", StringComparison.OrdinalIgnoreCase) || Expiries.Contains(Bare(name)));

    private static IEnumerable<(string Found, string Meant)> OfMember(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return value.EnumerateObject()
                .Where(inner => inner.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                    && Meant.ContainsKey(Bare(LooseJson.NameOf(inner))))
                .Select(inner => (name + "." + LooseJson.NameOf(inner), Meant[Bare(LooseJson.NameOf(inner))]));
        }

        return Meant.TryGetValue(Bare(name), out var meant) ? [(name, meant)] : [];
    }

    // Claims of .NET are named by URIs; the last segment says what they are.
    private static string Bare(string name) =>
        string.Concat(name[(name.LastIndexOf('/') + 1)..].Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
