using System.Collections.Immutable;
using System.Text.Json.Serialization;
using EventAuth.Admin.Texts;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;

namespace EventAuth.Admin.Api.Answers;

/// <summary>Everything that is right and wrong about a token.</summary>
/// <param name="Valid">Whether nothing is wrong: with the token, and with the event beside it where there is one.</param>
/// <param name="Code"><c>valid</c>, or the code that the sender of the event is answered.</param>
/// <param name="Cause">The cause that the decision record gives: the code of the first problem of the token.</param>
/// <param name="Failure">The step of the check at which the token is refused.</param>
/// <param name="Verdict">The whole in one or two sentences.</param>
/// <param name="Findings">What is wrong, first cause first; then what is good to know; then what is right.</param>
/// <param name="Header">The header, decoded, as text.</param>
/// <param name="Claims">The claims, decoded, as text.</param>
/// <param name="CertificateId">The certificate whose key signed it, in force or overwritten.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record TokenInspectionAnswer(
    bool Valid,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cause,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Failure,
    string Verdict,
    ImmutableArray<TokenFindingAnswer> Findings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Header,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Claims,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CertificateId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ExpiresAt)
{
    public static TokenInspectionAnswer Of(TokenInspection inspection) => new(
        inspection.IsValid,
        inspection.Code,
        inspection.Cause,
        inspection.Failure == TokenFailure.None ? null : inspection.Failure.ToString(),
        inspection.ToSentence(),
        [.. inspection.Findings.Select(TokenFindingAnswer.Of)],
        inspection.Header,
        inspection.Claims,
        inspection.CertificateId,
        inspection.ExpiresAt);
}

/// <summary>One thing that was found.</summary>
/// <param name="Code">A stable code for programs.</param>
/// <param name="Severity"><c>wrong</c>, <c>note</c> or <c>right</c>.</param>
/// <param name="Message">What was found, for people.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record TokenFindingAnswer(
    string Code,
    string Severity,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Remedy)
{
    public static TokenFindingAnswer Of(TokenFinding finding) =>
        new(finding.CodeText, finding.SeverityText, finding.ToSentence(), finding.ToFix());
}
