using System.Globalization;
using System.Text.Json;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>Says whom a token identifies, and what is wrong with its claims and times.</summary>
internal static class TokenClaimTexts
{
    private const string WrongComputation = "The backend computes it wrongly. Set it to the seconds since 1970-01-01 UTC.";

    public static TokenWords? Of(TokenFinding finding) => finding.Code switch
    {
        IdentifierNotText => new($"{finding.Text("identifier")} is {finding.Value()}, but must be a text.", AsText(finding)),
        UuidNil => new(
            "uuid is all zeros: that is the empty value, which many customers would share.",
            "Put the customer's own uuid into the token, or leave uuid out."),
        UuidMalformed => new(
            $"uuid is {finding.Quoted("text")}, which is not a uuid.",
            "A uuid has 32 hexadecimal digits in groups of 8-4-4-4-12 with hyphens, and no braces. Put another kind of id into customId."),
        EmailMalformed => new(
            $"email is {finding.Quoted("text")}, which is not an e-mail address.",
            "An e-mail address has one @ with something on both sides, no blanks, "
            + $"and at most {IdentifierRules.MaxEmailLength} characters. "
            + "If it is not known, leave email out."),
        CustomIdMalformed => new(
            $"customId {Length(finding.Find<int>("length"))}.",
            $"It has 1 to {IdentifierRules.MaxCustomIdLength} characters, and no control characters. If it is not known, "
            + "leave customId out."),
        IssuerRight => new($"iss is {finding.Quoted("expected")}, as the settings require."),
        IssuerWrong => new(
            $"The settings require the issuer {finding.Quoted("expected")}; iss is {finding.Value()}.",
            $"Set iss to {finding.Quoted("expected")}. If another issuer is right, change the setting Tokens:Issuer."),
        AudienceRight => new($"aud names {finding.Quoted("expected")}, as the settings require."),
        AudienceWrong => new(
            $"The token is for somebody else: the settings require the audience {finding.Quoted("expected")}; aud is {finding.Value()}.",
            $"Set aud to {finding.Quoted("expected")}, or to a list of texts with it. If another audience is right, "
            + "change the setting Tokens:Audience."),
        TokenIdRight => new("It has its own id (jti), so it works only once."),
        TokenIdMissing => new(
            $"Each token works only once here, so it needs its own id; jti is {finding.Value()}.",
            "Set jti to a new random text for each token, 1 to 256 characters long."),
        SubjectMalformed => new(
            $"sub is {finding.Value()}, but it must be a text of 1 to {IdentifierRules.MaxCustomIdLength} characters: "
            + "nothing else identifies the customer.",
            "Put the customer's id into customId, as a text in quotation marks."),
        NoIdentity => new(
            "It does not identify the customer: customId, email and uuid are missing. "
            + Claims(finding.Find<IReadOnlyList<string>>("claims") ?? []),
            Suggestion(finding.Find<IReadOnlyList<(string Found, string Meant)>>("misses") ?? [])),
        Customer => new($"The token identifies the customer: {Identifiers(finding.Find<TokenIdentity>("identity"))}."),
        SubjectUsed => new($"It has no customId, email or uuid, so sub is used as customId: {finding.Quoted("subject")}."),
        ClaimNotRead => new(
            $"{finding.Quoted("found")} is not read.",
            $"It is spelled {finding.Text("meant")}; capital and small letters matter."),
        Ended => new(
            "An administrator signed this customer out after this token was made.",
            "Let the site ask the backend for a new token, with iat. The page of the customer says when the customer was signed out."),
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

    private static string AsText(TokenFinding finding) => finding.Find<JsonElement>("value") is { ValueKind: JsonValueKind.Number } number
        ? $"Put it into quotation marks: \"{finding.Text("identifier")}\": \"{ShownText.Bare(number.GetRawText())}\"."
        : $"Make {finding.Text("identifier")} a text, or leave it out if it is not known.";

    private static string Length(int length) => length switch
    {
        0 => "is empty",
        > IdentifierRules.MaxCustomIdLength => $"has {Numbers.Count("character", length)}",
        _ => "has control characters in it, for example a line break",
    };

    private static string Identifiers(TokenIdentity? identity) => ShownText.List(
    [
        .. identity?.CustomId is { } customId ? ["customId " + ShownText.Quote(customId)] : Array.Empty<string>(),
        .. identity?.Email is { } email ? ["e-mail " + ShownText.Quote(email)] : Array.Empty<string>(),
        .. identity?.Uuid is { } uuid ? ["uuid " + uuid] : Array.Empty<string>(),
    ]);

    private static string Claims(IReadOnlyList<string> names)
    {
        const int few = 8;
        var shown = names.Take(names.Count <= few ? names.Count : few).Select(ShownText.Quote);
        return names.Count == 0
            ? "It has no claims at all."
            : $"It has {ShownText.List([.. shown, .. names.Count > few ? [$"{names.Count - few} more"] : Array.Empty<string>()])}.";
    }

    private static string Suggestion(IReadOnlyList<(string Found, string Meant)> misses) => misses.Count == 0
        ? "Let the backend put the customer's customId, email or uuid into the token."
        : "Perhaps meant: " + ShownText.List([.. misses.Select(miss => $"{ShownText.Quote(miss.Found)}, to be named {miss.Meant}")])
            + (misses.Any(miss => miss.Found.Contains('.', StringComparison.Ordinal))
                ? ". It must be at the top level, not inside something else."
                : ". Capital and small letters matter.");

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
