using EventAuth.Core.Tokens;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The single-use tokens that were used (RFC 7519, section 4.1.7). Used and stored in the transaction of the events,
/// so that no token is accepted twice, neither by two requests at once nor after a restart. Used by the writer.
/// </summary>
internal sealed class TokenUses(IJournalConnection connection)
{
    /// <summary>
    /// How long an expired token is still known, in seconds: more than the settings allow clocks to differ, so that none is forgotten
    /// before it is refused as expired.
    /// </summary>
    private const long KeptAfterExpiry = 24 * 60 * 60;

    /// <summary>
    /// How long a clock that jumped ahead must have stayed ahead before tokens are forgotten by it: the default lifetime of tokens in the
    /// settings, so that none can be used again when the clock is corrected.
    /// </summary>
    public static readonly TimeSpan Patience = new TokenRules().MaxLifetime;

    private readonly IJournalStatement _select =
        connection.Prepare("""SELECT 1 FROM "UsedTokens" WHERE "Expires" = ?1 AND "TokenId" = ?2""");

    private readonly IJournalStatement _insert = connection.Insert("UsedTokens", ["Expires", "TokenId"]);
    private readonly IJournalStatement _delete = connection.Prepare("""DELETE FROM "UsedTokens" WHERE "Expires" < ?1""");

    public bool Has(TokenUse use) => _select.Bind(use.Expires).Bind(use.Id).Run();

    public void Add(TokenUse use) => _insert.Bind(use.Expires).Bind(use.Id).Run();

    /// <summary>Forgets tokens that would be refused as expired anyway.</summary>
    public void Forget(DateTimeOffset now) => _delete.Bind(now.ToUnixTimeSeconds() - KeptAfterExpiry).Run();
}
