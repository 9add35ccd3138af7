using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>The link to the form for the first administrator. Only its hash is kept.</summary>
internal sealed class SetupLinkIssuer(IDbContextFactory<EventAuthDbContext> contexts, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Creates a new link; the former one becomes invalid. Returns the code, which is stored nowhere.</summary>
    public async Task<string> RenewAsync(CancellationToken cancellation)
    {
        var code = SecretHash.NewSecret();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.BeginWritingAsync(cancellation);
        await context.SetupLinks.ExecuteDeleteAsync(cancellation);
        context.SetupLinks.Add(new SetupLinkRecord { Hash = SecretHash.Of(code), ExpiresAt = time.GetUtcNow() + Lifetime });
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return code;
    }

    /// <summary>Removes the link. If there is none, nothing is written: a start must not need space on a full disk.</summary>
    public async Task RevokeAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.SetupLinks.AnyAsync(cancellation))
        {
            await context.SetupLinks.ExecuteDeleteAsync(cancellation);
        }
    }

    /// <summary>The link of a code, if it can be used at this moment.</summary>
    public static IQueryable<SetupLinkRecord> Find(EventAuthDbContext context, string code, DateTimeOffset now)
    {
        var (hash, latest) = (SecretHash.Of(code), ValidSpan.LatestEnd(now, Lifetime));
        return context.SetupLinks.Where(link => link.Hash == hash && link.ExpiresAt > now && link.ExpiresAt <= latest);
    }

    /// <summary>Whether the code may create the first administrator now. Consumes nothing.</summary>
    public async Task<bool> IsValidAsync(string code, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Find(context, code, time.GetUtcNow()).AnyAsync(cancellation) && !await context.Users.AnyAsync(cancellation);
    }
}
