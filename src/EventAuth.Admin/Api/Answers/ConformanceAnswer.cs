using System.Text.Json.Serialization;
using EventAuth.Core.Conformance;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A token of a backend against each requirement.</summary>
internal sealed class ConformanceAnswer(ConformanceReport report)
{
    /// <summary>Whether requests accept the token. Then no requirement has <c>failed</c>.</summary>
    public bool Conforms { get; init; } = report.Conforms;

    /// <summary><c>valid</c>, or the code that the sender of an event with the token is answered.</summary>
    public string Code { get; init; } = report.Inspection.Code;
    public string Verdict { get; init; } = report.ToSentence();
    public DateTimeOffset CheckedAt { get; init; } = report.At;

    /// <summary>All requirements, in the order of the check of requests.</summary>
    public ImmutableArray<RequirementAnswer> Requirements { get; init; } =
        [.. report.Checks.Select(check => new RequirementAnswer(check, report.Rules))];
}

/// <summary>A token against one requirement.</summary>
internal sealed class RequirementAnswer(RequirementCheck check, TokenRules rules)
{
    public string Code { get; init; } = check.CodeText;

    /// <summary>What is required, in a sentence.</summary>
    public string Required { get; init; } = RequirementTexts.Of(check.Requirement, rules).Sentence;

    /// <summary>Where that stands: sections of standards, or this installation.</summary>
    public string Source { get; init; } = RequirementTexts.Of(check.Requirement, rules).Source;

    /// <summary><c>passed</c>, <c>advice</c> (accepted, but could be better), <c>failed</c> or <c>not_checked</c>.</summary>
    public string Result { get; init; } = check.ResultText;

    /// <summary>Codes of what was found, of failures first: those of the inspector, and of advice.</summary>
    public ImmutableArray<string> Findings { get; init; } =
        [.. check.Findings.Select(finding => finding.CodeText), .. check.Advice.Select(advice => advice.CodeText)];
    [JsonIgnore(Condition = WhenWritingNull)] public string? Found { get; init; } = check.ToFound();

    /// <summary>What to do.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Fix { get; init; } = check.ToFix();
}
