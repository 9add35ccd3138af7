using EventAuth.Core.Tokens;
using EventAuth.Storage.Audit;

namespace EventAuth.Storage.Profiles;

/// <summary>Reads which tokens were ended, by earlier runs of the program and by other processes.</summary>
internal sealed class TokenEndReader(IDbContextFactory<EventAuthDbContext> contexts, EndedTokens ended, AuditRecorder audit)
{
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.TokenEnds.AsNoTracking().ToListAsync(cancellation);
        var ends = rows.ToDictionary(
            row => Convert.ToHexStringLower(row.Identifier), row => row.EndedAt.ToUnixTimeMilliseconds(), StringComparer.Ordinal);
        ended.Add(ends, audit.HashOfIdentifier);
    }
}
