using System.Collections.Immutable;
using System.Text.Json;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>One thing that an inspection found.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Severity">Whether it makes the token be refused.</param>
public sealed record TokenFinding(TokenFindingCode Code, TokenFindingSeverity Severity)
{
    /// <summary>What there is to say of it, by name. May hold the token's claims, so it never goes into a log.</summary>
    public ImmutableDictionary<string, object> Facts { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>A fact; null where there is none of this name and type.</summary>
    public T? Find<T>(string name) => Facts.GetValueOrDefault(name) is T fact ? fact : default;

    /// <summary>The code for programs: the name in snake case.</summary>
    public string CodeText => JsonNamingPolicy.SnakeCaseLower.ConvertName(Code.ToString());

    /// <summary>The severity for programs: <c>wrong</c>, <c>note</c> or <c>right</c>.</summary>
    public string SeverityText => JsonNamingPolicy.SnakeCaseLower.ConvertName(Severity.ToString());
}
