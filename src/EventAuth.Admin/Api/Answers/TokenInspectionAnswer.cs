using System.Text.Json.Serialization;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>Everything that is right and wrong about a token, and about the event sent with it, if any.</summary>
internal sealed class TokenInspectionAnswer(TokenInspection inspection)
{
    public bool Valid { get; init; } = inspection.IsValid;

    /// <summary><c>valid</c>, or the code that the sender of the event is answered.</summary>
    public string Code { get; init; } = inspection.Code;

    /// <summary>The cause in the decision record: the code of the first problem of the token.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Cause { get; init; } = inspection.Cause;

    /// <summary>The step of the check at which the token is refused.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public string? Failure { get; init; } = inspection.Failure == TokenFailure.None ? null : inspection.Failure.ToString();
    public string Verdict { get; init; } = inspection.ToSentence();

    /// <summary>What is wrong, first cause first; then what is good to know; then what is right.</summary>
    public ImmutableArray<TokenFindingAnswer> Findings { get; init; } =
        [.. inspection.Findings.Select(finding => new TokenFindingAnswer(finding))];
    [JsonIgnore(Condition = WhenWritingNull)] public string? Header { get; init; } = inspection.Header;
    [JsonIgnore(Condition = WhenWritingNull)] public string? Claims { get; init; } = inspection.Claims;

    /// <summary>The certificate whose key signed it, in force or overwritten.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? CertificateId { get; init; } = inspection.CertificateId;
    [JsonIgnore(Condition = WhenWritingNull)] public DateTimeOffset? ExpiresAt { get; init; } = inspection.ExpiresAt;
}

/// <summary>One thing that was found.</summary>
internal sealed class TokenFindingAnswer(TokenFinding finding)
{
    public string Code { get; init; } = finding.CodeText;

    /// <summary><c>wrong</c>, <c>note</c> or <c>right</c>.</summary>
    public string Severity { get; init; } = finding.SeverityText;
    public string Message { get; init; } = finding.ToSentence();
    [JsonIgnore(Condition = WhenWritingNull)] public string? Remedy { get; init; } = finding.ToFix();
}
