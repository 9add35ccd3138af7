using EventAuth.Core.Tokens;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The tokens that were good for one request and were used (RFC 7519, section 4.1.7). Used and stored in the transaction of the events,
/// so that neither two requests at once nor a restart lets one pass twice. Used by the writer.
/// </summary>
internal sealed class TokenUses(IJournalConnection connection)
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

    private readonly IJournalStatement _select =
        connection.Prepare("""SELECT 1 FROM "UsedTokens" WHERE "Expires" = ?1 AND "TokenId" = ?2""");

    private readonly IJournalStatement _insert = connection.Insert("UsedTokens", ["Expires", "TokenId"]);
    private readonly IJournalStatement _delete = connection.Prepare("""DELETE FROM "UsedTokens" WHERE "Expires" < ?1""");

    public bool Has(TokenUse use) => _select.Bind(use.Expires).Bind(use.Id).Run();

    public void Add(TokenUse use) => _insert.Bind(use.Expires).Bind(use.Id).Run();

    /// <summary>Forgets what could not be used any more, were it tried.</summary>
    public void Forget(DateTimeOffset now) => _delete.Bind(now.ToUnixTimeSeconds() - KeptAfterExpiry).Run();
}
