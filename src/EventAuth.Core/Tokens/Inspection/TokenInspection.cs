using System.Collections.Immutable;
using EventAuth.Core.Decisions;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Everything that is right and wrong about a token, at one moment. Holds what the token says of its customer: for the one who pasted it, and for no log.</summary>
public sealed record TokenInspection
{
    /// <summary>The code of a token, and event, about which nothing is wrong.</summary>
    public const string ValidCode = "valid";

    /// <summary>What is wrong, first cause first; then what is good to know; then what is right.</summary>
    public required ImmutableArray<TokenFinding> Findings { get; init; }

    /// <summary>What the check of requests says of the token.</summary>
    public required TokenFailure Failure { get; init; }

    /// <summary>What a request with the token, and an event with these identifiers, would be rejected for; null for nothing of this kind.</summary>
    public required DecisionReason? Rejection { get; init; }

    /// <summary>The header as text; null where there is none that can be decoded.</summary>
    public string? Header { get; init; }

    /// <summary>The claims as text; null where there are none that can be decoded.</summary>
    public string? Claims { get; init; }

    /// <summary>The certificate whose key signed it, in force or not; null where that is not known.</summary>
    public string? CertificateId { get; init; }

    /// <summary>When it ends; null where it does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Where a valid token is good for one request: what it is known by.</summary>
    public TokenUse? Use { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsValid => Rejection is null;

    /// <summary><c>valid</c>, or the code that the sender of the event would be answered.</summary>
    public string Code => Rejection?.ToCode() ?? ValidCode;

    /// <summary>What the decision record would give as the cause; null where the token itself is good.</summary>
    public string? Cause => Failure != TokenFailure.None ? Failure.ToString() : Find(TokenFindingCode.UsedBefore)?.Code.ToString();

    /// <summary>The whole in one or two sentences.</summary>
    public string Verdict => IsValid ? ValidWords() : RefusedWords() + MoreWords();

    /// <summary>The same for a token that was good for one request and was used.</summary>
    public TokenInspection AsUsed() => this with
    {
        Rejection = Rejection ?? DecisionReason.InvalidToken,
        Findings =
        [
            .. Findings
                .Append(new TokenFinding(
                    TokenFindingCode.UsedBefore,
                    TokenFindingSeverity.Wrong,
                    "It was used before: each token is good for one request here (Tokens:SingleUse), and events that came with this one were accepted.",
                    "Let the site ask the backend for a new token for each request. If nobody of yours sent it twice, somebody replays it."))
                .OrderBy(finding => finding.Severity).ThenBy(finding => finding.Code),
        ],
    };

    /// <summary>A finding, or null.</summary>
    public TokenFinding? Find(TokenFindingCode code) => Findings.FirstOrDefault(finding => finding.Code == code);

    private string ValidWords()
    {
        var time = Find(TokenFindingCode.TimeLeft) ?? Find(TokenFindingCode.ExpiredWithinSkew);
        var customer = Find(TokenFindingCode.Customer) ?? Find(TokenFindingCode.SubjectUsed);
        return $"{time?.Message} {customer?.Message}".Trim();
    }

    private string RefusedWords() => Rejection switch
    {
        DecisionReason.IdentityMismatch => "The token is valid, but not for this event. ",
        DecisionReason.InvalidEvent => "The event is refused, whatever its token. ",
        _ => "This token is refused. ",
    } + Findings.First(finding => finding.Severity == TokenFindingSeverity.Wrong).Message;

    private string MoreWords()
    {
        var more = Findings.Count(finding => finding.Severity == TokenFindingSeverity.Wrong) - 1;
        var words = more > 0 ? $" {ShownText.Count(more, "more thing")} {(more == 1 ? "is" : "are")} wrong." : "";
        return Find(TokenFindingCode.RightWhenCleaned) is { } cleaned ? words + " " + cleaned.Message : words;
    }
}
