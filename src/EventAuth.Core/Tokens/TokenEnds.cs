namespace EventAuth.Core.Tokens;

/// <summary>Up to which moment the tokens of which customers are ended. Immutable; a new end creates a new one.</summary>
/// <param name="ends">By the hash of an identifier.</param>
/// <param name="time">The clock by which tokens are checked.</param>
internal sealed class TokenEnds(IReadOnlyDictionary<string, TokenEnd> ends, TimeProvider time)
{
    private const double MillisecondsPerSecond = 1_000;

    private readonly FrozenDictionary<string, TokenEnd> _ends = ends.ToFrozenDictionary(StringComparer.Ordinal);
    private readonly double _latest = SecondsOf(ends.Values.Max(end => end.Moment));

    public IReadOnlyDictionary<string, TokenEnd> All => _ends;

    /// <summary>Whether a token that names this customer and was issued at that moment is ended: one identifier is enough.</summary>
    /// <param name="issuedAt">Its <c>iat</c> (RFC 7519, section 4.1.6), in seconds since 1970; 0 if it has none.</param>
    /// <param name="hashOf">Makes the hash of an identifier, from its kind and its value.</param>
    /// <param name="isForGood">Whether it is not ended, and will not be even if the clock is set.</param>
    public bool Include(TokenIdentity identity, double issuedAt, Func<string, string, string> hashOf, out bool isForGood)
    {
        var isNever = true;
        var isEnded = issuedAt <= _latest
            && (IsEnded("customId", identity.CustomId) || IsEnded("email", identity.FoldedEmail) || IsEnded("uuid", identity.Uuid));
        isForGood = isNever;
        return isEnded;

        bool IsEnded(string kind, string? value)
        {
            if (value is null || !_ends.TryGetValue(hashOf(kind, value), out var end) || issuedAt > SecondsOf(end.Moment))
            {
                return false;
            }

            isNever = false;
            return issuedAt <= SecondsOf(end.MomentBy(time));
        }
    }

    // A divided moment is exactly the number that its digits give in a token; a multiplied iat may be slightly too late.
    private static double SecondsOf(long milliseconds) => milliseconds / MillisecondsPerSecond;
}
