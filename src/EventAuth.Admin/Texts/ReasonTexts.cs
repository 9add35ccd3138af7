namespace EventAuth.Admin.Texts;

/// <summary>
/// Why an event is accepted or rejected. Each reason is worded once, in the table at the end; all texts about it are made from that.
/// </summary>
internal static class ReasonTexts
{
    private static readonly string Anonymous = EventListKind.AnonymousWithoutJwt.ToQuoted();
    private static readonly string WithoutJwt = EventListKind.UpdateWithoutJwt.ToQuoted();
    private static readonly string WithJwt = EventListKind.UpdateWithJwt.ToQuoted();

    /// <summary>In a few words, for filters, charts and rows: "Token required but missing".</summary>
    public static string ToShort(this DecisionReason reason) => Of(reason).Short;

    /// <summary>The same for a recorded decision, with the cause if known: "Invalid token: not signed with RS256".</summary>
    public static string ToShort(this DecisionRecord record) => record.Reason switch
    {
        DecisionReason.TokenExpired when record.Details?.ExpiredSeconds is { } seconds =>
            $"{record.Reason.ToShort()} {TimeTexts.Span(seconds)} before",
        _ => record.Reason.ToShort() + (CauseTexts.Of(record.Reason, record.Cause) is { } cause ? ": " + cause : ""),
    };

    /// <summary>In a sentence: "Its token has expired."</summary>
    public static string ToSentence(this DecisionReason reason) => reason.Because(cause: null).Capital() + ".";

    /// <summary>What the rules say about a rejected event, before one was sent: "Token required".</summary>
    public static string ToRuleDetail(this DecisionReason reason) =>
        reason == DecisionReason.JwtRequired ? "Token required" : reason.ToShort();

    /// <summary>The clause after "because", with the cause as it is recorded, or null; "it" is the event.</summary>
    public static string Because(this DecisionReason reason, string? cause) =>
        Of(reason).Clause + (CauseTexts.Of(reason, cause) is { } more ? $" ({more})" : "");

    private static (string Short, string Clause) Of(DecisionReason reason) => reason switch
    {
        >= DecisionReason.MonitoredListedAnonymousNeedsJwt and <= DecisionReason.MonitoredAnonymousOtherNeedsJwt =>
            Monitored(reason.Monitored()!.Value),
        DecisionReason.ListedWithJwt => ("Token required and valid", $"it is on the list {WithJwt} and its token is valid"),
        DecisionReason.ListedUpdateWithoutJwt => ("On the list without JWT", $"it is on the list {WithoutJwt} and needs no token"),
        DecisionReason.Authenticated => ("Valid token", "its valid token identifies the customer"),
        DecisionReason.ListedAnonymous => ("On the anonymous list", $"it is on the list {Anonymous}"),
        DecisionReason.AnonymousListEmpty => ("Anonymous list is empty", $"the list {Anonymous} is empty, so it limits nothing"),
        DecisionReason.KnownCustomer => ("Known customer", "the customer is known by e-mail or customId, and it needs no token"),
        DecisionReason.JwtRequired => ("Token required but missing", $"it is on the list {WithJwt}, but no token was sent"),
        DecisionReason.OtherNeedsJwt =>
            ("On no list, token missing", "it is on no list, all other events require a token, and no token was sent"),
        DecisionReason.NotListed => ("On no list", "it is on no list, and all other events are rejected"),
        DecisionReason.InvalidToken => ("Invalid token", "its token is not valid"),
        DecisionReason.TokenExpired => ("Token expired", "its token has expired"),
        DecisionReason.IdentityMismatch => ("Token belongs to another customer", "its token belongs to another customer"),
        DecisionReason.NotAllowedForAnonymous =>
            ("Not allowed for anonymous", $"the customer is anonymous, and the event is not on the list {Anonymous}"),
        DecisionReason.InvalidEvent => ("Invalid data", "its data is invalid"),
        DecisionReason.MalformedJson => ("Malformed JSON", "it was sent as malformed JSON"),
    };

    private static (string Short, string Clause) Monitored(DecisionReason rejection)
    {
        const string accepted = "Monitor mode accepted it; enforcing would reject it: ";
        return rejection switch
        {
            DecisionReason.NotAllowedForAnonymous => ("Monitored: not for anonymous", accepted + "the anonymous list does not have it"),
            DecisionReason.NotListed => ("Monitored: on no list", accepted + "it is on no list"),
            DecisionReason.OtherNeedsJwt => ("Monitored: on no list, no token", accepted + "it is on no list and has no token"),
            _ => ("Monitored: needs a token", accepted + "it is on the list with JWT and has no token"),
        };
    }
}
