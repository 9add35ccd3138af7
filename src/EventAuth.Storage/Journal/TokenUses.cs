using EventAuth.Core.Tokens;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The tokens that were good for one request and were used (RFC 7519, section 4.1.7). Used and stored in the transaction of the events,
/// so that neither two requests at once nor a restart lets one pass twice. Used by the writer.
/// </summary>
internal sealed class TokenUses(JournalConnection connection)
{
    /// <summary>
    /// So long an expired token is still known, in seconds: more than clocks may differ by the settings, so that none is forgotten
    /// before it is refused for its age.
    /// </summary>
    private const long KeptAfterExpiry = 24 * 60 * 60;

    /// <summary>
    /// How long a clock that jumped ahead must have stood there before tokens are forgotten by it: as long as tokens live where the
    /// settings say nothing else, so that none can be used again when the clock is put right.
    /// </summary>
    public static readonly TimeSpan Patience = new TokenRules().MaxLifetime;

    /// <summary>Whether a request with the token was accepted before.</summary>
    public bool Has(TokenUse use)
    {
        var found = connection.SelectUsedToken.Bind(1, use.Expires).Bind(2, use.Id).Step();
        connection.SelectUsedToken.Reset();
        return found;
    }

    /// <summary>Notes that a request with the token is accepted.</summary>
    public void Add(TokenUse use) => connection.InsertUsedToken.Bind(1, use.Expires).Bind(2, use.Id).Run();

    /// <summary>Forgets what could not be used any more, were it tried.</summary>
    public void Forget(DateTimeOffset now) => connection.DeleteUsedTokens.Bind(1, now.ToUnixTimeSeconds() - KeptAfterExpiry).Run();
}
