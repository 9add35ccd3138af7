using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>Says what is wrong with the times of a token.</summary>
internal static class TokenTimeTexts
{
    private const string WrongComputation = "The backend computes it wrongly. Set it to the seconds since 1970-01-01 UTC.";

    public static TokenWords? Of(TokenFinding finding) => finding.Code switch
    {
        TimeIsText => OfText(finding.Text("claim"), finding.Text("text")),
        TimeInMilliseconds => new(
            $"{finding.Text("claim")} is in {finding.Find<string>("unit")}. "
            + $"Read as seconds, it would be in the year {Whole(finding, "year", "F0")}.",
            $"Divide by {Whole(finding, "divisor", "N0")} and round down: "
            + $"it means {ShownText.Utc(finding.Find<DateTimeOffset>("meant"))}."),
        TimeNegative => new($"{finding.Text("claim")} is negative: it is before 1970.", WrongComputation),
        TimeOutOfRange => new($"{finding.Text("claim")} is {finding.Value()}, which is after the year 9999.", WrongComputation),
        TimeNotANumber => new(
            $"{finding.Text("claim")} is {finding.Value()}, but must be a number.",
            finding.Text("claim") == "exp"
                ? "Set it to the moment when the token expires, in seconds since 1970-01-01 UTC."
                : "Set it to a moment in seconds since 1970-01-01 UTC, or leave it out."),
        ExpiryMissing => new(
            "No expiry: exp is missing."
            + (finding.Find<string>("found") is { } found ? $" There is {ShownText.Quote(found)}, which is not read." : ""),
            "Let the backend set exp, in seconds since 1970-01-01 UTC: some minutes after signing."),
        NotYetValid => new(
            $"It is not valid yet: nbf is {Ahead(finding)}.",
            Clock(finding, "Leave nbf out, or set it to the moment of signing.")),
        IssuedInFuture => new($"It comes from the future: iat is {Ahead(finding)}.", Clock(finding, "Set iat to the moment of signing.")),
        LifetimeTooLong => new(
            $"It lives too long: exp is {Ahead(finding)}, and at most {Length(finding, "most")} is accepted.",
            "Let exp be some minutes after signing: a stolen token works until then."),
        ExpiryIsDuration => new(
            $"exp is {finding.Find<long>("seconds")}: that is a length of time, not a moment. "
            + $"As a moment it is in the year {At(finding).Year}.",
            "exp is the moment when the token expires: add the lifetime to the seconds since 1970-01-01 UTC."),
        Expired => new(
            $"Expired {Length(finding, "apart")} ago ({ShownText.Utc(At(finding))}).",
            finding.Find<bool>("isBeforeIssue")
                ? "exp is not after iat: the backend computes exp wrongly. Let it be some minutes after signing."
                : "Let the site ask the backend for a new token before the old one expires. "
                    + "If it was made just now, the clock of the backend is slow: set it with a time server."),
        ExpiredWithinSkew => new(
            $"It expired {Length(finding, "apart")} ago ({ShownText.Utc(At(finding))}) and is still accepted: "
            + $"clocks may differ by {Length(finding, "skew")}."),
        TimeLeft => new($"Valid for {Left(finding)} ({ShownText.Utc(At(finding))})."),
        Issued => new(
            $"Issued {(finding.Find<bool>("isPast") ? Length(finding, "apart") + " ago" : "just now")} ({ShownText.Utc(At(finding))})."),
        IssuedAtMissing => new(
            "It does not say when it was made (iat). If an administrator signs the customer out, this token counts as made before that.",
            "Let the backend set iat, as most libraries do."),
        _ => null,
    };

    private static string Whole(TokenFinding finding, string fact, string format) =>
        finding.Find<double>(fact).ToString(format, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(TokenFinding finding) => finding.Find<DateTimeOffset>("at");

    private static string Length(TokenFinding finding, string fact) => ShownText.Length(finding.Find<TimeSpan>(fact));

    private static string Ahead(TokenFinding finding) => $"{Length(finding, "apart")} ahead ({ShownText.Utc(At(finding))})";

    // "valid for 4 more minutes"
    private static string Left(TokenFinding finding) =>
        Length(finding, "apart") is var length && length.Split(' ') is [var number, var unit] ? $"{number} more {unit}" : length;

    private static string Clock(TokenFinding finding, string otherwise) => finding.Find<bool>("isTimeZone")
        ? "The difference is that of time zones: the backend uses its local time instead of UTC. "
            + "Let it count the seconds since 1970-01-01 UTC."
        : $"Set the clock of the backend with a time server; clocks may differ by {Length(finding, "skew")}. " + otherwise;

    private static TokenWords OfText(string claim, string text) => new(
        $"{claim} is the text {ShownText.Quote(text)}, but must be a number.",
        text.Length > 0 && text.All(char.IsAsciiDigit)
            ? $"Write the number without quotation marks: \"{claim}\": {(text.Length > 30 ? "…" : text)}."
            : $"Write the moment as a number, the seconds since 1970-01-01 UTC: \"{claim}\": 1800000000.");
}
