namespace EventAuth.Admin.Explanations;

/// <summary>The words that describe a hypothetical event, in the API and in addresses.</summary>
internal static class ImaginedWords
{
    public static readonly IReadOnlyDictionary<string, PresentedToken> Tokens = new Dictionary<string, PresentedToken>
    {
        ["none"] = PresentedToken.None,
        ["valid"] = PresentedToken.Valid,
        ["invalid"] = PresentedToken.Invalid,
        ["expired"] = PresentedToken.Expired,
        ["mismatch"] = PresentedToken.SomebodyElses,
    };

    public static readonly IReadOnlyDictionary<string, CustomerState> Customers = new Dictionary<string, CustomerState>
    {
        ["anonymous"] = CustomerState.Anonymous,
        ["known"] = CustomerState.Known,
        ["authenticated"] = CustomerState.Authenticated,
    };
}
