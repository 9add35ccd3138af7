using System.Text.Json;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>One thing that an inspection found.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Severity">Whether it makes the token be refused.</param>
/// <param name="Message">What was found, in one or two plain sentences. May quote the token's claims, so it never goes into a log.</param>
/// <param name="Remedy">The way out, or null where there is nothing to do.</param>
public sealed record TokenFinding(TokenFindingCode Code, TokenFindingSeverity Severity, string Message, string? Remedy = null)
{
    /// <summary>The code for programs: the name in snake case.</summary>
    public string CodeText => JsonNamingPolicy.SnakeCaseLower.ConvertName(Code.ToString());

    /// <summary>The severity for programs: <c>wrong</c>, <c>note</c> or <c>right</c>.</summary>
    public string SeverityText => JsonNamingPolicy.SnakeCaseLower.ConvertName(Severity.ToString());
}
