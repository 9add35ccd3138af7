namespace EventAuth.Core.Inspection;

/// <summary>Collects what an inspection finds, in any order.</summary>
internal sealed class FindingList
{
    private readonly List<TokenFinding> _findings = [];

    /// <summary>Whether anything causes a refusal of the token.</summary>
    public bool HasWrong => _findings.Exists(finding => finding.Severity == TokenFindingSeverity.Wrong);

    public void Wrong(TokenFindingCode code, params (string Name, object? Value)[] facts) => Add(TokenFinding.Wrong(code, facts));

    public void WrongIf(bool isWrong, TokenFindingCode code, params (string Name, object? Value)[] facts)
    {
        if (isWrong)
        {
            Wrong(code, facts);
        }
    }

    public void Note(TokenFindingCode code, params (string Name, object? Value)[] facts) =>
        Add(TokenFinding.Of(code, TokenFindingSeverity.Note, facts));

    public void Right(TokenFindingCode code, params (string Name, object? Value)[] facts) =>
        Add(TokenFinding.Of(code, TokenFindingSeverity.Right, facts));

    public void Add(TokenFinding finding) => _findings.Add(finding);

    public void AddRange(FindingList others) => _findings.AddRange(others._findings);

    public bool Has(TokenFindingCode code) => _findings.Exists(finding => finding.Code == code);

    /// <summary>Problems first, and among them the first cause first.</summary>
    public ImmutableArray<TokenFinding> InOrder() => [.. _findings.OrderBy(finding => finding.Severity).ThenBy(finding => finding.Code)];
}
