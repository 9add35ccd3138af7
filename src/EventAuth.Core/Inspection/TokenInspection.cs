using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>What is right and wrong about a token at one moment. Has customer data: show it to who pasted it, do not log it.</summary>
public sealed record TokenInspection
{
    /// <summary>The code of a token, and event, about which nothing is wrong.</summary>
    public const string ValidCode = "valid";

    /// <summary>What is wrong, first cause first; then what is good to know; then what is right.</summary>
    public required ImmutableArray<TokenFinding> Findings { get; init; }

    /// <summary>What the check of requests says about the token.</summary>
    public required TokenFailure Failure { get; init; }

    /// <summary>What a request with the token and an event with these identifiers would be rejected for; null for nothing.</summary>
    public required DecisionReason? Rejection { get; init; }

    /// <summary>The header as text; null if it cannot be decoded.</summary>
    public string? Header { get; init; }

    /// <summary>The claims as text; null if they cannot be decoded.</summary>
    public string? Claims { get; init; }

    /// <summary>Whether a token was found in the text, however wrong.</summary>
    public bool HasToken { get; init; }

    /// <summary>Whether the header could be read as a JSON object, so that its members were inspected.</summary>
    public bool HasHeader { get; init; }

    /// <summary>The same for the payload and its claims.</summary>
    public bool HasClaims { get; init; }

    /// <summary>The certificate whose key signed it, in force or not; null if not known.</summary>
    public string? CertificateId { get; init; }

    /// <summary>When it expires; null if it does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>If valid tokens may be used once: what identifies this one.</summary>
    public TokenUse? Use { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsValid => Rejection is null;

    /// <summary><c>valid</c>, or the code that the sender of the event would be answered.</summary>
    public string Code => Rejection?.ToCode() ?? ValidCode;

    /// <summary>The cause for the decision record: the first thing wrong with the token; null if the token itself is valid.</summary>
    public string? Cause => Failure != TokenFailure.None || Find(TokenFindingCode.UsedBefore) is not null
        ? Findings.FirstOrDefault(finding => finding.Severity == TokenFindingSeverity.Wrong)?.CodeText
        : null;

    /// <summary>The same for a single-use token that was used already.</summary>
    public TokenInspection AsUsed() => this with
    {
        Rejection = Rejection ?? DecisionReason.InvalidToken,
        Findings =
        [
            .. Findings
                .Append(new TokenFinding(TokenFindingCode.UsedBefore, TokenFindingSeverity.Wrong))
                .OrderBy(finding => finding.Severity).ThenBy(finding => finding.Code),
        ],
    };

    /// <summary>A finding, or null.</summary>
    public TokenFinding? Find(TokenFindingCode code) => Findings.FirstOrDefault(finding => finding.Code == code);
}

/// <summary>What an event says about its customer, as sent; null for what it does not say.</summary>
public sealed record EventIdentifiers(string? Uuid, string? Email, string? CustomId);
