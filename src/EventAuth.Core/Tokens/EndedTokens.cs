namespace EventAuth.Core.Tokens;

/// <summary>
/// The customers whose tokens an administrator ended, each up to a moment. There is nearly always none: then a check is one read, and for a
/// remembered token it costs the same until the next end. An end counts at most up to the moment at which this process learned of it: one
/// that was recorded by a clock that was ahead does not lock a customer out until that moment.
/// </summary>
/// <param name="time">Says how long ago this process learned of an end, by a clock that cannot be set.</param>
public sealed class EndedTokens(TimeProvider time)
{
    private readonly Lock _gate = new();
    private volatile TokenEnds? _ends;
    private Func<string, string, string>? _hashOf;

    /// <summary>Adds ends to the known ones; for the same identifier the later one counts. In force when it returns.</summary>
    /// <param name="endedAt">Milliseconds since 1970, by the hash of an identifier. A token issued at that moment is ended.</param>
    /// <param name="hashOf">Makes the hash from the kind (uuid, email, customId) and the value in its compared form.</param>
    public void Add(IReadOnlyDictionary<string, long> endedAt, Func<string, string, string> hashOf)
    {
        lock (_gate)
        {
            _hashOf = hashOf;
            if (endedAt.Count == 0)
            {
                return;
            }

            var learnedAt = time.GetTimestamp();
            var all = new Dictionary<string, TokenEnd>(_ends?.All ?? new Dictionary<string, TokenEnd>(), StringComparer.Ordinal);
            foreach (var (identifier, moment) in endedAt)
            {
                all[identifier] = new TokenEnd(Math.Max(moment, all.GetValueOrDefault(identifier).Moment), learnedAt);
            }

            _ends = new TokenEnds(all, time);
        }
    }

    /// <summary>Whether a token was ended.</summary>
    internal bool Includes(VerifiedToken token)
    {
        var ends = _ends;
        if (ends is null || ReferenceEquals(token.NotAmong, ends))
        {
            return false;
        }

        var isIncluded = ends.Include(token.Identity, token.IssuedAt, _hashOf!, out var isForGood);
        if (isForGood)
        {
            token.NotAmong = ends;
        }

        return isIncluded;
    }
}
