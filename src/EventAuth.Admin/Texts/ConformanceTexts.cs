using System.Text;
using EventAuth.Core.Conformance;

namespace EventAuth.Admin.Texts;

/// <summary>Says how a token meets a requirement, what to do about it, and all of it as one text to send to a colleague.</summary>
internal static class ConformanceTexts
{
    private const string OnlyToken = "Only the token was given. To check this, too, give the whole header: Authorization: Bearer …";
    private const string InTheWay = "Not known until what failed is right.";

    /// <summary>What was found, or why nothing could be; null if there is nothing more to say than that it passed.</summary>
    public static string? ToFound(this RequirementCheck check)
    {
        if (check.Result == RequirementResult.NotChecked)
        {
            return check.Requirement == TokenRequirement.Bearer ? OnlyToken
                : string.Join(' ', check.Findings.Select(finding => finding.ToSentence()).Append(InTheWay));
        }

        var sentences = check.Findings.Select(finding => finding.ToSentence())
            .Concat(check.Advice.Select(advice => WordsOf(advice).Message));
        return string.Join(' ', sentences) is { Length: > 0 } found ? found : null;
    }

    /// <summary>What to do; null if there is nothing to do.</summary>
    public static string? ToFix(this RequirementCheck check)
    {
        var fixes = check.Findings.Where(finding => finding.Severity != TokenFindingSeverity.Right).Select(finding => finding.ToFix())
            .Concat(check.Advice.Select(advice => WordsOf(advice).Fix)).OfType<string>();
        return string.Join(' ', fixes) is { Length: > 0 } fix ? fix : null;
    }

    /// <summary>The result in a sentence.</summary>
    public static string ToSentence(this ConformanceReport report)
    {
        var advice = report.Count(RequirementResult.Advice);
        return !report.Conforms ? $"The token is refused. Failed: {ShownText.List(TitlesOf(report, RequirementResult.Failed))}."
            : advice > 0 ? $"The token is accepted. It could be better: {ShownText.List(TitlesOf(report, RequirementResult.Advice))}."
            : "The token is accepted.";
    }

    /// <summary>The result in one or two words.</summary>
    public static string ToWord(this RequirementResult result) => result switch
    {
        RequirementResult.Passed => "Passed",
        RequirementResult.Advice => "Advice",
        RequirementResult.Failed => "Failed",
        RequirementResult.NotChecked => "Not checked",
    };

    /// <summary>The whole report as plain text. It quotes claims of the token, but not the token.</summary>
    public static string ToText(this ConformanceReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Token check, {ShownText.Utc(report.At)}").AppendLine(report.ToSentence());
        foreach (var check in report.Checks)
        {
            var words = RequirementTexts.Of(check.Requirement, report.Rules);
            text.AppendLine().AppendLine(
                CultureInfo.InvariantCulture, $"[{check.Result.ToWord()}] {words.Title}: {words.Sentence} ({words.Source})");
            AppendLine(text, "Found: ", check.ToFound());
            AppendLine(text, "Fix: ", check.ToFix());
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static List<string> TitlesOf(ConformanceReport report, RequirementResult result) =>
        [.. report.Checks.Where(check => check.Result == result)
            .Select(check => RequirementTexts.Of(check.Requirement, report.Rules).Title)];

    private static void AppendLine(StringBuilder text, string name, string? words)
    {
        if (words is not null)
        {
            text.Append("    ").Append(name).AppendLine(words);
        }
    }

    private static TokenWords WordsOf(TokenAdvice advice) => advice.Code switch
    {
        TokenAdviceCode.KeyIdMissing => new(
            "There is no kid.",
            "Give each key pair a name and write it into kid. When a key is replaced, you see in each token which key signed it."),
        TokenAdviceCode.LongLifetime => new(
            $"It is valid for {ShownText.Length(advice.Lifetime ?? TimeSpan.Zero)} in all.",
            "Set exp to an hour or less after iat, and let the site ask for a new token when it ends: a stolen token works until then."),
        TokenAdviceCode.PersonalDataFound => new(
            $"These claims look like personal data: {ShownText.List([.. advice.Claims.Select(ShownText.Quote)])}.",
            "Leave them out, and send customer data in the event: a token is signed, but not encrypted."),
    };
}
