using System.Data;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.People;

/// <summary>The people with an account. Whatever happens at the same time, there is always an administrator left.</summary>
internal sealed class PeopleDirectory(IDbContextFactory<EventAuthDbContext> contexts, PresentRights rights, AccessChanges changes)
{
    /// <summary>Everybody, by e-mail; nobody for who may not know.</summary>
    public async Task<IReadOnlyList<PersonSummary>> ListAsync(ClaimsPrincipal asking, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (!await rights.MayAsync(context, asking, Roles.Administrator, cancellation))
        {
            return [];
        }

        return await context.Users
            .OrderBy(account => account.NormalizedEmail)
            .Select(account => new PersonSummary(
                account.Id,
                account.Email!,
                account.Role,
                account.CreatedAt,
                context.SignIns.Where(signIn => signIn.AccountId == account.Id).OrderByDescending(signIn => signIn.At).Select(signIn => (DateTimeOffset?)signIn.At).FirstOrDefault()))
            .ToListAsync(cancellation);
    }

    /// <summary>Gives a person another role, at once and in every open page of theirs.</summary>
    public Task<AccessOutcome> ChangeRoleAsync(ClaimsPrincipal asking, string id, string role, CancellationToken cancellation) =>
        Roles.All.Contains(role)
            ? ChangeAsync(asking, id, role == Roles.Administrator, (context, token) => SetRoleAsync(context, id, role, token), cancellation)
            : Task.FromResult(AccessOutcome.Malformed);

    /// <summary>Removes a person: their sign-ins end, and invitations of theirs that nobody accepted are void.</summary>
    public Task<AccessOutcome> RemoveAsync(ClaimsPrincipal asking, string id, CancellationToken cancellation) =>
        ChangeAsync(asking, id, staysAdministrator: false, (context, token) => context.Users.Where(account => account.Id == id).ExecuteDeleteAsync(token), cancellation);

    private async Task<AccessOutcome> ChangeAsync(
        ClaimsPrincipal asking, string id, bool staysAdministrator, Func<EventAuthDbContext, CancellationToken, Task> change, CancellationToken cancellation)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            // Begins by taking the right to write: two who remove each other at the same moment come one after the other.
            await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            if (!await rights.MayAsync(context, asking, Roles.Administrator, cancellation))
            {
                return AccessOutcome.Forbidden;
            }

            if (await context.Users.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancellation) is not { } person)
            {
                return AccessOutcome.Gone;
            }

            if (!staysAdministrator)
            {
                if (!await context.Users.AnyAsync(account => account.Id != id && account.Role == Roles.Administrator, cancellation))
                {
                    return AccessOutcome.LastAdministrator;
                }

                await context.Invitations.Where(invitation => invitation.CreatedBy == person.Email).ExecuteDeleteAsync(cancellation);
            }

            await change(context, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        changes.Announce();
        return AccessOutcome.Done;
    }

    // The other stamp makes a change of the same account that began before fail, instead of writing the former role back.
    private static Task<int> SetRoleAsync(EventAuthDbContext context, string id, string role, CancellationToken cancellation)
    {
        var stamp = Guid.NewGuid().ToString();
        return context.Users.Where(account => account.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.Role, role).SetProperty(account => account.ConcurrencyStamp, stamp), cancellation);
    }
}
