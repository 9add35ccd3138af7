using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.People;

/// <summary>The people with an account. Whatever happens at the same time, there is always an administrator left.</summary>
internal sealed class PeopleDirectory(
    IDbContextFactory<EventAuthDbContext> contexts, CurrentRights rights, AdministratorChanges changes)
{
    /// <summary>Everybody, by e-mail; nobody if not allowed.</summary>
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
                context.SignIns.Where(signIn => signIn.AccountId == account.Id).OrderByDescending(signIn => signIn.At)
                    .Select(signIn => (DateTimeOffset?)signIn.At).FirstOrDefault(),
                context.ApiKeys.Count(key => key.CreatedBy == account.Email && key.RevokedAt == null)))
            .ToListAsync(cancellation);
    }

    /// <summary>Gives a person another role, at once and in all their open pages.</summary>
    public Task<AccessOutcome> ChangeRoleAsync(ClaimsPrincipal asking, string id, string role, CancellationToken cancellation) =>
        Roles.All.Contains(role)
            ? ChangeAsync(
                asking,
                id,
                role == Roles.Administrator,
                (context, token) => SetRoleAsync(context, id, role, token),
                (person, before) => person.Role == role
                    ? null
                    : new AuditFact(AuditAction.PersonRoleChanged, person.Email!, before, AuditJson.Of(new { role })),
                cancellation)
            : Task.FromResult(AccessOutcome.Malformed);

    /// <summary>Removes a person: their sign-ins end, and their open invitations become invalid.</summary>
    public Task<AccessOutcome> RemoveAsync(ClaimsPrincipal asking, string id, CancellationToken cancellation) =>
        ChangeAsync(
            asking,
            id,
            staysAdministrator: false,
            (context, token) => context.Users.Where(account => account.Id == id).ExecuteDeleteAsync(token),
            (person, before) => new AuditFact(AuditAction.PersonRemoved, person.Email!, before),
            cancellation);

    /// <summary>Changes a person and records it. A change that returns no fact changed nothing, and nothing of it is kept.</summary>
    private Task<AccessOutcome> ChangeAsync(
        ClaimsPrincipal asking,
        string id,
        bool staysAdministrator,
        Func<EventAuthDbContext, CancellationToken, Task> change,
        Func<AdministratorAccount, string, AuditFact?> record,
        CancellationToken cancellation) => changes.RunAsync(
            asking,
            async (context, token) =>
            {
                if (await context.Users.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, token) is not { } person)
                {
                    return (AccessOutcome.Gone, null);
                }

                if (!staysAdministrator
                    && !await context.Users.AnyAsync(account => account.Id != id && account.Role == Roles.Administrator, token))
                {
                    return (AccessOutcome.LastAdministrator, null);
                }

                var voided = staysAdministrator ? [] : await VoidInvitationsAsync(context, person.Email!, token);
                await change(context, token);
                var before = voided.Count == 0
                    ? AuditJson.Of(new { role = person.Role })
                    : AuditJson.Of(new { role = person.Role, openInvitations = voided });
                return (AccessOutcome.Done, record(person, before));
            },
            cancellation);

    private static async Task<IReadOnlyList<string>> VoidInvitationsAsync(
        EventAuthDbContext context, string inviter, CancellationToken cancellation)
    {
        var invitations = context.Invitations.Where(invitation => invitation.CreatedBy == inviter);
        var voided = await invitations.OrderBy(invitation => invitation.Email).Select(invitation => invitation.Email)
            .ToListAsync(cancellation);
        await invitations.ExecuteDeleteAsync(cancellation);
        return voided;
    }

    // With the new stamp, a change of the same account that began before fails instead of writing the former role back.
    private static Task<int> SetRoleAsync(EventAuthDbContext context, string id, string role, CancellationToken cancellation)
    {
        var stamp = Guid.NewGuid().ToString();
        return context.Users.Where(account => account.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(account => account.Role, role).SetProperty(account => account.ConcurrencyStamp, stamp),
                cancellation);
    }
}

/// <summary>A person with an account, as administrators see them.</summary>
/// <param name="LastSignIn">When they last signed in; null for never.</param>
/// <param name="ApiKeys">How many of their API keys are not revoked: these are not removed with the person.</param>
internal sealed record PersonSummary(
    string Id, string Email, string Role, DateTimeOffset CreatedAt, DateTimeOffset? LastSignIn, int ApiKeys);
