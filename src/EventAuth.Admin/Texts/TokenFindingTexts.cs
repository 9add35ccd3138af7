namespace EventAuth.Admin.Texts;

/// <summary>
/// Says what was found about a token and what to do about it. The words are in other files here, by the part of the token: null if another
/// part is meant.
/// </summary>
internal static class TokenFindingTexts
{
    private static readonly Func<TokenFinding, TokenWords?>[] Parts =
    [
        TokenPasteTexts.Of, TokenFormTexts.Of, TokenHeaderTexts.Of, TokenSignatureTexts.Of, TokenClaimTexts.Of,
        TokenTimeTexts.Of, TokenUseTexts.Of,
    ];

    /// <summary>What was found, in one or two sentences. May quote the token's claims, so it never goes into a log.</summary>
    public static string ToSentence(this TokenFinding finding) => Of(finding).Message;

    /// <summary>What to do, or null if there is nothing to do.</summary>
    public static string? ToFix(this TokenFinding finding) => Of(finding).Fix;

    /// <summary>The whole inspection in one or two sentences.</summary>
    public static string ToSentence(this TokenInspection inspection) =>
        inspection.IsValid ? Valid(inspection) : Refused(inspection) + More(inspection);

    private static TokenWords Of(TokenFinding finding) => Parts.Select(part => part(finding)).FirstOrDefault(words => words is not null)
        ?? throw new InvalidOperationException($"There are no words for {finding.Code}.");

    private static string Valid(TokenInspection inspection)
    {
        var time = inspection.Find(TokenFindingCode.TimeLeft) ?? inspection.Find(TokenFindingCode.ExpiredWithinSkew);
        var customer = inspection.Find(TokenFindingCode.Customer) ?? inspection.Find(TokenFindingCode.SubjectUsed);
        return $"{time?.ToSentence()} {customer?.ToSentence()}".Trim();
    }

    private static string Refused(TokenInspection inspection) => inspection.Rejection switch
    {
        DecisionReason.IdentityMismatch => "The token is valid, but belongs to another customer. ",
        DecisionReason.InvalidEvent => "The event is refused, whatever its token. ",
        _ => "This token is refused. ",
    } + inspection.Findings.First(finding => finding.Severity == TokenFindingSeverity.Wrong).ToSentence();

    private static string More(TokenInspection inspection)
    {
        var more = inspection.Findings.Count(finding => finding.Severity == TokenFindingSeverity.Wrong) - 1;
        var words = more > 0 ? $" {Numbers.Count("more problem", more)}." : "";
        return inspection.Find(TokenFindingCode.RightWhenCleaned) is { } cleaned ? words + " " + cleaned.ToSentence() : words;
    }
}

/// <summary>The words of one finding: what was found, and what to do, or null.</summary>
internal sealed record TokenWords(string Message, string? Fix = null);
