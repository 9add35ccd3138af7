namespace EventAuth.Core.Decisions;

/// <summary>The plain words for reasons: one short sentence for people who know events, not tokens.</summary>
public static class DecisionWords
{
    /// <summary>Why the event was accepted or rejected.</summary>
    public static string ToWords(this DecisionReason reason) => reason switch
    {
        DecisionReason.ListedWithJwt => "It is on the list with JWT, and a valid token proved who the customer is.",
        DecisionReason.ListedUpdateWithoutJwt => "It is on the list of events that may update customer's information without JWT.",
        DecisionReason.Authenticated => "A valid token proved who the customer is.",
        DecisionReason.ListedAnonymous => "The customer is anonymous, and the event is on the list for anonymous customers.",
        DecisionReason.AnonymousListEmpty => "The customer is anonymous, and the list for anonymous customers is empty, so it limits nothing.",
        DecisionReason.KnownCustomer => "The customer is known by e-mail or customId, and this event needs no token.",
        DecisionReason.JwtRequired => "The event requires a valid token, and none was sent.",
        DecisionReason.InvalidToken => "A token was sent, and it is not valid.",
        DecisionReason.TokenExpired => "A token was sent, and it has expired.",
        DecisionReason.IdentityMismatch => "The token belongs to somebody else than the event says.",
        DecisionReason.NotAllowedForAnonymous => "The customer is anonymous, and the event is not on the list for anonymous customers.",
        DecisionReason.InvalidEvent => "The event does not have the right form.",
        DecisionReason.MalformedJson => "What was sent is not sound JSON.",
    };
}
