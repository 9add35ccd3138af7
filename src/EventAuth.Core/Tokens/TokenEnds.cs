using System.Collections.Frozen;

namespace EventAuth.Core.Tokens;

/// <summary>Up to which moment whose tokens count no more. Never changed; a new end makes a new one.</summary>
internal sealed class TokenEnds
{
    private readonly FrozenDictionary<string, long> _endedAt;
    private readonly long _latest;

    /// <param name="endedAt">Milliseconds since 1970, by the hash of an identifier.</param>
    public TokenEnds(IReadOnlyDictionary<string, long> endedAt)
    {
        _endedAt = endedAt.ToFrozenDictionary(StringComparer.Ordinal);
        _latest = endedAt.Values.Max();
    }

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, long> All => _endedAt;

    /// <summary>Whether a token that names this customer and was issued at that moment is among them: one identifier is enough.</summary>
    public bool Include(TokenIdentity identity, double issuedAt, Func<string, string, string> hashOf)
    {
        var milliseconds = issuedAt * 1000;
        return milliseconds <= _latest
            && (IsEnded("customId", identity.CustomId) || IsEnded("email", identity.FoldedEmail) || IsEnded("uuid", identity.Uuid));

        bool IsEnded(string kind, string? value) =>
            value is not null && _endedAt.TryGetValue(hashOf(kind, value), out var endedAt) && milliseconds <= endedAt;
    }
}
