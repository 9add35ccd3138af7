using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;

namespace EventAuth.Storage.Journal;

/// <summary>Looks up used single-use tokens independently of the writer: it sees what the writer committed.</summary>
internal sealed class UsedTokenReader(IDbContextFactory<EventAuthDbContext> contexts) : IUsedTokens
{
    public async Task<bool> HaveAsync(TokenUse use, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.UsedTokens.AnyAsync(row => row.Expires == use.Expires && row.TokenId == use.Id, cancellation);
    }
}
