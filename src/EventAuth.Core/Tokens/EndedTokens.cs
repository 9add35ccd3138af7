namespace EventAuth.Core.Tokens;

/// <summary>
/// The customers whose tokens an administrator ended, each up to a moment. Nearly always nobody: then asking costs one look, and for a
/// remembered token it costs the same until the next end.
/// </summary>
public sealed class EndedTokens
{
    private readonly Lock _gate = new();
    private volatile TokenEnds? _ends;
    private Func<string, string, string>? _hashOf;

    /// <summary>Adds ends to those that are known; the later one of the same identifier counts. In force when it returns.</summary>
    /// <param name="endedAt">Milliseconds since 1970, by the hash of an identifier. A token issued at that moment is ended.</param>
    /// <param name="hashOf">Makes the hash, from the kind (uuid, email, customId) and the value in the form in which it is compared.</param>
    public void Add(IReadOnlyDictionary<string, long> endedAt, Func<string, string, string> hashOf)
    {
        lock (_gate)
        {
            _hashOf = hashOf;
            if (endedAt.Count == 0)
            {
                return;
            }

            var all = new Dictionary<string, long>(_ends?.All ?? new Dictionary<string, long>(), StringComparer.Ordinal);
            foreach (var (identifier, moment) in endedAt)
            {
                all[identifier] = Math.Max(moment, all.GetValueOrDefault(identifier));
            }

            _ends = new TokenEnds(all);
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

        if (ends.Include(token.Identity, token.IssuedAt, _hashOf!))
        {
            return true;
        }

        token.NotAmong = ends;
        return false;
    }
}
