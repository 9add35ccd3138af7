using EventAuth.Storage.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Access;

/// <summary>What people and keys may do at this moment, read from storage and not from their cookie.</summary>
internal sealed class CurrentRights(IDbContextFactory<EventAuthDbContext> contexts, TimeProvider time)
{
    /// <summary>A person with their current role; null when the sign-in ended, or the account or its password changed since.</summary>
    public async Task<ClaimsPrincipal?> RefreshAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await RoleOfPersonAsync(context, person, cancellation) is not { } role)
        {
            return null;
        }

        if (person.FindAll(ClaimTypes.Role).Select(claim => claim.Value).SequenceEqual([role], StringComparer.Ordinal))
        {
            return person;
        }

        var claims = person.Claims.Where(claim => claim.Type != ClaimTypes.Role).Append(new Claim(ClaimTypes.Role, role));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }

    /// <summary>Whether a person or key has at least this role now.</summary>
    public async Task<bool> MayAsync(ClaimsPrincipal who, string least, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await MayAsync(context, who, least, cancellation);
    }

    /// <summary>The same within the caller's transaction, so that nothing comes between the check and the change.</summary>
    public async Task<bool> MayAsync(EventAuthDbContext context, ClaimsPrincipal who, string least, CancellationToken cancellation) =>
        await RoleOfAsync(context, who, cancellation) is { } role && Roles.Reaches(role, least);

    private async Task<string?> RoleOfAsync(EventAuthDbContext context, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (who.FindFirstValue(AccessClaims.ApiKey) is not { } key)
        {
            return await RoleOfPersonAsync(context, who, cancellation);
        }

        var id = int.Parse(key, CultureInfo.InvariantCulture);
        var now = time.GetUtcNow();
        return await context.ApiKeys
            .Where(ValidSpan.OfApiKeys(now))
            .Where(record => record.Id == id)
            .Select(record => record.Role)
            .FirstOrDefaultAsync(cancellation);
    }

    private static async Task<string?> RoleOfPersonAsync(EventAuthDbContext context, ClaimsPrincipal person, CancellationToken cancellation)
    {
        if (person.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id
            || person.FindFirstValue(AccessClaims.Stamp) is not { } stamp
            || !Guid.TryParse(person.FindFirstValue(AccessClaims.SignIn), out var signIn))
        {
            return null;
        }

        return await context.Users
            .Where(account => account.Id == id && account.SecurityStamp == stamp
                && context.SignIns.Any(record => record.Id == signIn && record.AccountId == id && record.EndedAt == null))
            .Select(account => account.Role)
            .FirstOrDefaultAsync(cancellation);
    }
}
