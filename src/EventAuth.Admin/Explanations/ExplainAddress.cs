namespace EventAuth.Admin.Explanations;

/// <summary>Addresses of the page "Explain". A pasted token has none: it is never put into an address.</summary>
internal static class ExplainAddress
{
    /// <summary>The page, relative to the console.</summary>
    public const string Page = "explain";

    public static string OfDecision(long id) => FormattableString.Invariant($"{Page}?decision={id}");

    public static string OfEvent(Guid eventId) => $"{Page}?event={eventId:D}";

    /// <summary>A hypothetical event.</summary>
    /// <param name="customer">A word of <see cref="ImaginedWords.Customers"/>.</param>
    /// <param name="token">A word of <see cref="ImaginedWords.Tokens"/>.</param>
    public static string OfImagined(string action, string customer, string token) =>
        $"{Page}?action={action}&customer={customer}&token={token}";
}
