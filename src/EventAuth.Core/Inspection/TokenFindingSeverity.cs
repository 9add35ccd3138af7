using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>What a finding says of a token; in the order in which people want to read them.</summary>
public enum TokenFindingSeverity
{
    /// <summary>It alone makes the token be refused.</summary>
    Wrong,

    /// <summary>Good to know, and no reason to refuse.</summary>
    Note,

    /// <summary>It is as it must be.</summary>
    Right,
}
