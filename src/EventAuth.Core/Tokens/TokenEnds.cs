using System.Collections.Frozen;

namespace EventAuth.Core.Tokens;

/// <summary>Up to which moment whose tokens count no more. Never changed; a new end makes a new one.</summary>
internal sealed class TokenEnds
{
    private const double MillisecondsPerSecond = 1_000;

    private readonly FrozenDictionary<string, long> _endedAt;
    private readonly double _latest;

    /// <param name="endedAt">Milliseconds since 1970, by the hash of an identifier.</param>
    public TokenEnds(IReadOnlyDictionary<string, long> endedAt)
    {
        _endedAt = endedAt.ToFrozenDictionary(StringComparer.Ordinal);
        _latest = SecondsOf(endedAt.Values.Max());
    }

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, long> All => _endedAt;

    /// <summary>Whether a token that names this customer and was issued at that moment is among them: one identifier is enough.</summary>
    /// <param name="identity">Whom the token names.</param>
    /// <param name="issuedAt">Its <c>iat</c> (RFC 7519, section 4.1.6), in seconds since 1970; 0 where it has none.</param>
    /// <param name="hashOf">Makes the hash of an identifier, from its kind and its value.</param>
    public bool Include(TokenIdentity identity, double issuedAt, Func<string, string, string> hashOf)
    {
        return issuedAt <= _latest
            && (IsEnded("customId", identity.CustomId) || IsEnded("email", identity.FoldedEmail) || IsEnded("uuid", identity.Uuid));

        bool IsEnded(string kind, string? value) =>
            value is not null && _endedAt.TryGetValue(hashOf(kind, value), out var endedAt) && issuedAt <= SecondsOf(endedAt);
    }

    // Divided, a moment becomes the very number that its digits are read as in a token; an iat that is multiplied may come out a trace too late.
    private static double SecondsOf(long milliseconds) => milliseconds / MillisecondsPerSecond;
}
