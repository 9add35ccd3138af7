using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Recovery;

/// <summary>One-time links for people who lost password or phone. Created only on the machine; only their hashes are stored.</summary>
internal sealed class RecoveryLinks(IDbContextFactory<EventAuthDbContext> contexts, IAuditedChanges changes, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    // Stored among the tokens of the account, as "hash:end", so that it is deleted with the account.
    private const string Provider = "EventAuth.Recovery";
    private const string Name = "Link";

    /// <summary>
    /// Creates a link for an account, replacing a former one, and ends all its sign-ins. Returns the code, which is stored nowhere; null if
    /// nobody has this e-mail.
    /// </summary>
    public async Task<string?> IssueAsync(string email, CancellationToken cancellation)
    {
        var code = SecretHash.NewSecret();
        var normalized = email.ToUpperInvariant();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var isMade = await changes.RunAsync(
            context,
            async token =>
            {
                if (await context.Users.SingleOrDefaultAsync(row => row.NormalizedEmail == normalized, token) is not { } account)
                {
                    return null;
                }

                var now = time.GetUtcNow();
                await context.UserTokens.Where(row => row.UserId == account.Id && row.LoginProvider == Provider).ExecuteDeleteAsync(token);
                context.UserTokens.Add(new IdentityUserToken<string>
                {
                    UserId = account.Id,
                    LoginProvider = Provider,
                    Name = Name,
                    Value = string.Create(CultureInfo.InvariantCulture, $"{HashOf(code)}:{(now + Lifetime).ToUnixTimeMilliseconds()}"),
                });

                // The first ends every cookie; the second makes a change of the account that is in progress fail instead of undoing this.
                (account.SecurityStamp, account.ConcurrencyStamp) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
                var ended = await context.SignIns.Where(row => row.AccountId == account.Id && row.EndedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), token);
                await context.NoteAccessChangeAsync(token);
                return new AuditFact(
                    AuditAction.RecoveryLinkMade,
                    account.Email!,
                    After: AuditJson.Of(new { signInsEnded = ended, validForMinutes = Lifetime.TotalMinutes }));
            },
            cancellation);
        return isMade ? code : null;
    }

    /// <summary>The account that a code belongs to, or null. Consumes nothing.</summary>
    public async Task<AdministratorAccount?> FindAsync(string code, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Find(context, code).FirstOrDefaultAsync(cancellation) is { } found && IsValid(found)
            ? await context.Users.AsNoTracking().SingleOrDefaultAsync(account => account.Id == found.UserId, cancellation)
            : null;
    }

    /// <summary>Consumes a code within the caller's transaction; false when it is not, or no longer, valid.</summary>
    public async Task<bool> ConsumeAsync(EventAuthDbContext context, string accountId, string code, CancellationToken cancellation)
    {
        var rows = Find(context, code).Where(row => row.UserId == accountId);
        return await rows.FirstOrDefaultAsync(cancellation) is { } row
            && IsValid(row)
            && await rows.ExecuteDeleteAsync(cancellation) == 1;
    }

    private static IQueryable<IdentityUserToken<string>> Find(EventAuthDbContext context, string code)
    {
        var start = HashOf(code) + ":%";
        return context.UserTokens.AsNoTracking().Where(row => row.LoginProvider == Provider && EF.Functions.Like(row.Value!, start));
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SecretHash.Of(code));

    private bool IsValid(IdentityUserToken<string> row)
    {
        var now = time.GetUtcNow();
        var end = long.Parse(row.Value!.AsSpan(row.Value!.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        return end > now.ToUnixTimeMilliseconds() && end <= ValidSpan.LatestEnd(now, Lifetime).ToUnixTimeMilliseconds();
    }
}
