using System.Collections.Immutable;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Gathers what an inspection finds, in any order.</summary>
internal sealed class FindingList
{
    private readonly List<TokenFinding> _findings = [];

    /// <summary>Whether anything makes the token be refused.</summary>
    public bool HasWrong => _findings.Any(finding => finding.Severity == TokenFindingSeverity.Wrong);

    public void Wrong(TokenFindingCode code, params (string Name, object? Value)[] facts) => Add(code, TokenFindingSeverity.Wrong, facts);

    public void Note(TokenFindingCode code, params (string Name, object? Value)[] facts) => Add(code, TokenFindingSeverity.Note, facts);

    public void Right(TokenFindingCode code, params (string Name, object? Value)[] facts) => Add(code, TokenFindingSeverity.Right, facts);

    /// <summary>Takes over what was found elsewhere.</summary>
    public void Take(FindingList others) => _findings.AddRange(others._findings);

    /// <summary>Whether this was found.</summary>
    public bool Has(TokenFindingCode code) => _findings.Exists(finding => finding.Code == code);

    /// <summary>What is wrong first, and of that the first cause first.</summary>
    public ImmutableArray<TokenFinding> InOrder() => [.. _findings.OrderBy(finding => finding.Severity).ThenBy(finding => finding.Code)];

    /// <summary>Takes over one finding.</summary>
    public void Take(TokenFinding finding) => _findings.Add(finding);

    private void Add(TokenFindingCode code, TokenFindingSeverity severity, (string Name, object? Value)[] facts) =>
        _findings.Add(TokenFinding.Of(code, severity, facts));
}
