using EventAuth.Core.Decisions;

namespace EventAuth.Admin.Explanations;

/// <summary>Addresses of the page "Explain". A token that was pasted has none: it never stands in an address.</summary>
internal static class ExplainAddress
{
    /// <summary>The page, relative to the console.</summary>
    public const string Page = "explain";

    /// <summary>A recorded decision.</summary>
    public static string OfDecision(long id) => FormattableString.Invariant($"{Page}?decision={id}");

    /// <summary>The decision of an accepted event.</summary>
    public static string OfEvent(Guid eventId) => $"{Page}?event={eventId:D}";

    /// <summary>An imagined event.</summary>
    /// <param name="action">The event's name.</param>
    /// <param name="customer">A word of <see cref="ImaginedWords.Customers"/>.</param>
    /// <param name="token">A word of <see cref="ImaginedWords.Tokens"/>.</param>
    public static string OfImagined(string action, string customer, string token) => $"{Page}?action={action}&customer={customer}&token={token}";

    /// <summary>
    /// An imagined event that leads to the reason for which most of its kind were decided. What was sent in a wrong form cannot be imagined:
    /// there it is the recorded events themselves.
    /// </summary>
    public static string OfMost(string action, DecisionReason reason) => reason switch
    {
        DecisionReason.InvalidEvent or DecisionReason.MalformedJson => LiveAddress.Of(new DecisionFilter(Action: action, Reason: reason)),
        DecisionReason.ListedWithJwt or DecisionReason.Authenticated => OfImagined(action, "known", "valid"),
        DecisionReason.InvalidToken => OfImagined(action, "known", "invalid"),
        DecisionReason.TokenExpired => OfImagined(action, "known", "expired"),
        DecisionReason.IdentityMismatch => OfImagined(action, "known", "mismatch"),
        DecisionReason.JwtRequired or DecisionReason.ListedUpdateWithoutJwt or DecisionReason.KnownCustomer => OfImagined(action, "known", "none"),
        DecisionReason.ListedAnonymous or DecisionReason.AnonymousListEmpty or DecisionReason.NotAllowedForAnonymous =>
            OfImagined(action, "anonymous", "none"),
    };
}
