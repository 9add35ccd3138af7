namespace EventAuth.Core.Decisions.Explanations;

/// <summary>Says in a few words why an event was accepted or rejected, for a row among many.</summary>
public static class ShortWords
{
    private const long Minute = 60;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary>A recorded decision, with what is known of its cause.</summary>
    public static string Why(DecisionRecord record) => record.Reason switch
    {
        DecisionReason.InvalidToken when CauseWords.OfToken(record.Cause) is { } cause => $"invalid token: {cause}",
        DecisionReason.TokenExpired when record.Details?.ExpiredSeconds is { } seconds => $"token expired {Span(seconds)} before",
        DecisionReason.IdentityMismatch => Why(record.Reason) + CauseWords.AfterColon(CauseWords.OfMismatch(record.Cause)),
        DecisionReason.InvalidEvent => Why(record.Reason) + CauseWords.AfterColon(record.Cause),
        _ => Why(record.Reason),
    };

    /// <summary>A reason alone.</summary>
    public static string Why(DecisionReason reason) => reason switch
    {
        DecisionReason.ListedWithJwt => "valid token, on the list with JWT",
        DecisionReason.ListedUpdateWithoutJwt => "on the list without JWT",
        DecisionReason.Authenticated => "valid token",
        DecisionReason.ListedAnonymous => "on the anonymous list",
        DecisionReason.AnonymousListEmpty => "anonymous list is empty",
        DecisionReason.KnownCustomer => "known customer, no token needed",
        DecisionReason.JwtRequired => "needs a token, came without",
        DecisionReason.InvalidToken => "invalid token",
        DecisionReason.TokenExpired => "token expired",
        DecisionReason.IdentityMismatch => "token of another customer",
        DecisionReason.NotAllowedForAnonymous => "not on the anonymous list",
        DecisionReason.InvalidEvent => "fields break the rules",
        DecisionReason.MalformedJson => "not sound JSON",
    };

    /// <summary>A span of time in its greatest unit: "4 min".</summary>
    public static string Span(long seconds) => seconds switch
    {
        < Minute => $"{seconds} s",
        < Hour => $"{seconds / Minute} min",
        < Day => $"{seconds / Hour} h",
        < 2 * Day => "1 day",
        _ => FormattableString.Invariant($"{seconds / Day:N0} days"),
    };
}
