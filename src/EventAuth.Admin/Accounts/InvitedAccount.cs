using EventAuth.Admin.Access;
using EventAuth.Admin.People;
using EventAuth.Core.Audit;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>Makes the account of somebody who was invited.</summary>
internal sealed class InvitedAccount(
    EventAuthDbContext context,
    UserManager<AdministratorAccount> users,
    IPasswordHasher<AdministratorAccount> hasher,
    AccessChanges changes,
    IAuditedChanges audited,
    TimeProvider time)
{
    /// <summary>Consumes the invitation and makes the account in one transaction; null when it is not, or no longer, valid.</summary>
    public async Task<AdministratorAccount?> CreateAsync(string code, string password, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var account = new AdministratorAccount { CreatedAt = now };
        // Slow on purpose, so before the transaction and not while it keeps every other writer waiting.
        account.PasswordHash = hasher.HashPassword(account, password);
        var isMade = await audited.RunAsync(context, MakeAsync, cancellation);
        if (!isMade)
        {
            return null;
        }

        changes.Announce();
        return account;

        async Task<AuditFact?> MakeAsync(CancellationToken token)
        {
            if (await InvitationDirectory.Find(context, code, now).SingleOrDefaultAsync(token) is not { } invitation)
            {
                return null;
            }

            (account.UserName, account.Email, account.Role) = (invitation.Email, invitation.Email, invitation.Role);
            context.Invitations.Remove(invitation);
            // Refused when somebody has the e-mail by now.
            return (await users.CreateAsync(account)).Succeeded
                ? PeopleFacts.Accepted(invitation.Email, invitation.Role, invitation.CreatedBy)
                : null;
        }
    }
}
