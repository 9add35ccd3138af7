using EventAuth.Core.Identifiers;
using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>Says whom a token identifies, and what is wrong with its claims other than the times.</summary>
internal static class TokenClaimTexts
{
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
        ConfirmationRight => new("It works only in the browser that has the key it names (cnf.jkt)."),
        ConfirmationUnused => new(
            "It names the key of a browser (cnf.jkt), which is not checked: Tokens:ProofOfPossession is Off.",
            "To have it checked, set Tokens:ProofOfPossession=Accepted, and Required when all tokens have it."),
        ConfirmationAbsent => new(
            "It names no key of a browser (cnf.jkt), so it works in any browser. Tokens:ProofOfPossession=Required will refuse it.",
            "Let the page send the result of SR.jwt.getThumbprint() along when it asks the backend for a token, and put it into the token "
            + "as \"cnf\": { \"jkt\": \"…\" }."),
        ConfirmationMissing => new(
            $"It must name the key of the one browser in which it works; cnf is {finding.Value()}.",
            "Let the page send the result of SR.jwt.getThumbprint() along when it asks the backend for a token, and put it into the token "
            + "as \"cnf\": { \"jkt\": \"…\" }. If tokens shall work everywhere, set Tokens:ProofOfPossession=Off."),
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
        : "Rename " + ShownText.List([.. misses.Select(miss => $"{ShownText.Quote(miss.Found)} to {miss.Meant}")])
            + (misses.Any(miss => miss.Found.Contains('.', StringComparison.Ordinal))
                ? ". It must be at the top level, not inside something else."
                : ". Capital and small letters matter.");
}
