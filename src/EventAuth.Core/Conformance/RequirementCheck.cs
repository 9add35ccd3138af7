using EventAuth.Core.Inspection;

namespace EventAuth.Core.Conformance;

/// <summary>A token against one requirement.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Result">How the token meets it.</param>
/// <param name="Findings">What the inspector found about it: the reasons of a failure first.</param>
/// <param name="Advice">What could be better besides.</param>
public sealed record RequirementCheck(
    TokenRequirement Requirement, RequirementResult Result, ImmutableArray<TokenFinding> Findings, ImmutableArray<TokenAdvice> Advice)
{
    /// <summary>The requirement for programs: its name in snake case.</summary>
    public string CodeText => EnumCode.Of(Requirement);

    /// <summary>The result for programs: <c>passed</c>, <c>advice</c>, <c>failed</c> or <c>not_checked</c>.</summary>
    public string ResultText => EnumCode.Of(Result);

    /// <param name="isKnown">Whether the inspection shows that it is met if nothing was found against it.</param>
    internal static RequirementCheck Of(
        TokenRequirement requirement, ImmutableArray<TokenFinding> findings, ImmutableArray<TokenAdvice> advice, bool isKnown)
    {
        var result = findings.Any(finding => finding.Severity == TokenFindingSeverity.Wrong) ? RequirementResult.Failed
            : !isKnown ? RequirementResult.NotChecked
            : advice.Length > 0 || findings.Any(IsAdvice) ? RequirementResult.Advice
            : RequirementResult.Passed;
        return new RequirementCheck(requirement, result, findings, advice);
    }

    // A note; but that the header was copied too is as it should be.
    private static bool IsAdvice(TokenFinding finding) =>
        finding.Severity == TokenFindingSeverity.Note && finding.Code != TokenFindingCode.HeaderCopied;
}
