using EventAuth.Admin.People;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>Creates the accounts of the first administrator, and only the first, and of invited people.</summary>
internal sealed class NewAccounts(
    EventAuthDbContext context,
    UserManager<AdministratorAccount> users,
    IPasswordHasher<AdministratorAccount> hasher,
    AccessChanges pages,
    IAuditedChanges changes,
    TimeProvider time)
{
    /// <summary>Creates the first account from the settings; null when there is a user already.</summary>
    public Task<AdministratorAccount?> CreateFirstAsync(string email, string password, CancellationToken cancellation) =>
        CreateAsync(
            password,
            (account, token) => MakeFirstAsync(account, email, new AuditFact(AuditAction.BootstrapAdministratorMade, email), token),
            cancellation);

    /// <summary>
    /// Creates the first account for somebody who has the link, and consumes the link in the same transaction:
    /// if two do this at once, one gets the account and the other null. Also null for a link that is not, or no longer, valid.
    /// </summary>
    public Task<AdministratorAccount?> CreateFirstAsync(string email, string password, string code, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return CreateAsync(
            password,
            async (account, token) => await SetupLinkIssuer.Find(context, code, now).ExecuteDeleteAsync(token) == 1
                ? await MakeFirstAsync(account, email, new AuditFact(AuditAction.SetupLinkUsed, email) { Who = email }, token)
                : null,
            cancellation);
    }

    /// <summary>Consumes an invitation and creates the account in one transaction; null when it is not, or no longer, valid.</summary>
    public async Task<AdministratorAccount?> CreateInvitedAsync(string password, string code, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var made = await CreateAsync(password, MakeAsync, cancellation);
        if (made is not null)
        {
            pages.Announce();
        }

        return made;

        async Task<AuditFact?> MakeAsync(AdministratorAccount account, CancellationToken token)
        {
            if (await InvitationDirectory.Find(context, code, now).SingleOrDefaultAsync(token) is not { } invitation)
            {
                return null;
            }

            var (email, role, invitedBy) = (invitation.Email, invitation.Role, invitation.CreatedBy);
            (account.UserName, account.Email, account.Role) = (email, email, role);
            context.Invitations.Remove(invitation);
            await context.NoteAccessChangeAsync(token);
            // Refused if somebody else has the e-mail by now. The new user is the actor, although nobody is signed in yet.
            return (await users.CreateAsync(account)).Succeeded
                ? new AuditFact(AuditAction.InvitationUsed, email, After: AuditJson.Of(new { role, invitedBy })) { Who = email }
                : null;
        }
    }

    private async Task<AuditFact?> MakeFirstAsync(
        AdministratorAccount account, string email, AuditFact fact, CancellationToken cancellation)
    {
        if (await users.Users.AnyAsync(cancellation))
        {
            return null;
        }

        (account.UserName, account.Email, account.Role) = (email, email, Roles.Administrator);
        var made = await users.CreateAsync(account);
        return made.Succeeded
            ? fact
            : throw new InvalidOperationException(
                "The first account was refused: " + string.Join(", ", made.Errors.Select(error => error.Code)));
    }

    private async Task<AdministratorAccount?> CreateAsync(
        string password, Func<AdministratorAccount, CancellationToken, Task<AuditFact?>> make, CancellationToken cancellation)
    {
        var account = new AdministratorAccount { CreatedAt = time.GetUtcNow() };
        // Slow on purpose, so it is done before the transaction, which would block every other writer.
        account.PasswordHash = hasher.HashPassword(account, password);
        return await changes.RunAsync(context, token => make(account, token), cancellation) ? account : null;
    }
}
