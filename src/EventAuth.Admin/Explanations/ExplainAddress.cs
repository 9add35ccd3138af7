using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;

namespace EventAuth.Admin.Explanations;

/// <summary>Addresses of the page "Explain". A token that was pasted has none: it never stands in an address.</summary>
internal static class ExplainAddress
{
    /// <summary>The page, relative to the console.</summary>
    public const string Page = "explain";

    public static string OfDecision(long id) => FormattableString.Invariant($"{Page}?decision={id}");

    public static string OfEvent(Guid eventId) => $"{Page}?event={eventId:D}";

    /// <summary>An imagined event.</summary>
    /// <param name="customer">A word of <see cref="ImaginedWords.Customers"/>.</param>
    /// <param name="token">A word of <see cref="ImaginedWords.Tokens"/>.</param>
    public static string OfImagined(string action, string customer, string token) =>
        $"{Page}?action={action}&customer={customer}&token={token}";
}

/// <summary>The words in which an event is imagined, in the API and in addresses.</summary>
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
