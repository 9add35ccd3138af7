namespace EventAuth.Core.Inspection;

/// <summary>One thing that an inspection found.</summary>
/// <param name="Severity">Whether it causes a refusal of the token.</param>
public sealed record TokenFinding(TokenFindingCode Code, TokenFindingSeverity Severity)
{
    /// <summary>Its facts, by name. They may contain the token's claims, so they never go into a log.</summary>
    public ImmutableDictionary<string, object> Facts { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>Something that causes a refusal of the token.</summary>
    internal static TokenFinding Wrong(TokenFindingCode code, params (string Name, object? Value)[] facts) =>
        Of(code, TokenFindingSeverity.Wrong, facts);

    /// <summary>A finding with those facts that are known.</summary>
    internal static TokenFinding Of(TokenFindingCode code, TokenFindingSeverity severity, (string Name, object? Value)[] facts) =>
        new(code, severity)
        {
            Facts = facts.Where(fact => fact.Value is not null).ToImmutableDictionary(fact => fact.Name, fact => fact.Value!),
        };

    /// <summary>A fact; null if there is none of this name and type.</summary>
    public T? Find<T>(string name) => Facts.GetValueOrDefault(name) is T fact ? fact : default;

    /// <summary>The code for programs: the name in snake case.</summary>
    public string CodeText => Code.ToText();

    /// <summary>The severity for programs: <c>wrong</c>, <c>note</c> or <c>right</c>.</summary>
    public string SeverityText => EnumCode.Of(Severity);
}

/// <summary>What a finding says about a token; in the order in which people want to read them.</summary>
public enum TokenFindingSeverity
{
    /// <summary>It alone causes a refusal of the token.</summary>
    Wrong,

    /// <summary>Good to know, but not a reason to refuse.</summary>
    Note,

    /// <summary>It is as it must be.</summary>
    Right,
}
