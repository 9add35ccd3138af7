namespace EventAuth.Core.Conformance;

/// <summary>
/// Recognises claims that hold personal data by their names: those of OpenID Connect Core 1.0, section 5.1, and other usual ones. The three
/// identifiers of this program are what a token is for, so they are not among them.
/// </summary>
internal static class PersonalClaims
{
    private const int Most = 20;

    private static readonly FrozenSet<string> Names = new[]
    {
        "name", "givenname", "familyname", "middlename", "firstname", "lastname", "fullname", "surname", "maidenname", "nickname",
        "preferredusername", "profile", "picture", "website", "gender", "sex", "birthdate", "birthday", "dateofbirth", "dob", "age",
        "phonenumber", "phone", "telephone", "mobile", "mobilephone", "address", "street", "streetaddress", "city", "locality", "zip",
        "zipcode", "postcode", "postalcode", "latitude", "longitude", "ip", "ipaddress", "iban", "cardnumber", "creditcard", "ssn",
        "socialsecuritynumber", "nationalid", "passport", "passportnumber", "taxid", "income", "salary", "religion", "health",
        "password", "secret",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Their names in the payload and one level below, as <c>customer.phone</c>; the first ones if there are many.</summary>
    public static ImmutableArray<string> Find(JsonElement claims) => [.. claims.EnumerateObject().SelectMany(FindIn).Distinct().Take(Most)];

    private static IEnumerable<string> FindIn(JsonProperty claim)
    {
        if (ConformanceAdvisor.NameOf(claim) is not { } name)
        {
            return [];
        }

        return Names.Contains(Bare(name)) ? [name]
            : claim.Value.ValueKind != JsonValueKind.Object ? []
            : claim.Value.EnumerateObject().Select(ConformanceAdvisor.NameOf)
                .Where(inner => inner is not null && Names.Contains(Bare(inner))).Select(inner => name + "." + inner);
    }

    // Claims of .NET are named by URIs; the last segment says what they are.
    private static string Bare(string name) =>
        string.Concat(name[(name.LastIndexOf('/') + 1)..].Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
