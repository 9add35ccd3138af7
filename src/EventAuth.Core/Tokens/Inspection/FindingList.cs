using System.Collections.Immutable;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Gathers what an inspection finds, in any order.</summary>
internal sealed class FindingList
{
    private readonly List<TokenFinding> _findings = [];

    /// <summary>Whether anything makes the token be refused.</summary>
    public bool HasWrong => _findings.Any(finding => finding.Severity == TokenFindingSeverity.Wrong);

    public void Wrong(TokenFindingCode code, string message, string remedy) => _findings.Add(new TokenFinding(code, TokenFindingSeverity.Wrong, message, remedy));

    public void Note(TokenFindingCode code, string message, string? remedy = null) => _findings.Add(new TokenFinding(code, TokenFindingSeverity.Note, message, remedy));

    public void Right(TokenFindingCode code, string message) => _findings.Add(new TokenFinding(code, TokenFindingSeverity.Right, message));

    /// <summary>Takes over what was found elsewhere.</summary>
    public void Take(FindingList others) => _findings.AddRange(others._findings);

    /// <summary>Whether this was found.</summary>
    public bool Has(TokenFindingCode code) => _findings.Exists(finding => finding.Code == code);

    /// <summary>What is wrong first, and of that the first cause first.</summary>
    public ImmutableArray<TokenFinding> InOrder() => [.. _findings.OrderBy(finding => finding.Severity).ThenBy(finding => finding.Code)];
}
