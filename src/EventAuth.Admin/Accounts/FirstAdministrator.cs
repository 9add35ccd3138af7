using EventAuth.Admin.Access;
using EventAuth.Core.Audit;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>Makes the first administrator, and only the first.</summary>
internal sealed class FirstAdministrator(
    EventAuthDbContext context,
    UserManager<AdministratorAccount> users,
    IPasswordHasher<AdministratorAccount> hasher,
    IAuditedChanges changes,
    TimeProvider time)
{
    /// <summary>Makes the account from the settings; null when there is a user already.</summary>
    public Task<AdministratorAccount?> CreateAsync(string email, string password, CancellationToken cancellation) =>
        CreateAsync(
            email, password, _ => Task.FromResult(true), new AuditFact(AuditAction.BootstrapAdministratorMade, email), cancellation);

    /// <summary>
    /// Makes the account of somebody who has the link, and consumes the link in the same transaction:
    /// of two at once one gets the account and the other null. Null too for a link that is not, or no longer, valid.
    /// </summary>
    public Task<AdministratorAccount?> CreateByLinkAsync(string email, string password, string code, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return CreateAsync(
            email,
            password,
            async token => await SetupLinkIssuer.Find(context, code, now).ExecuteDeleteAsync(token) == 1,
            new AuditFact(AuditAction.SetupLinkUsed, email) { Who = email },
            cancellation);
    }

    private async Task<AdministratorAccount?> CreateAsync(
        string email,
        string password,
        Func<CancellationToken, Task<bool>> consume,
        AuditFact fact,
        CancellationToken cancellation)
    {
        var account = new AdministratorAccount
        {
            UserName = email,
            Email = email,
            CreatedAt = time.GetUtcNow(),
            Role = Roles.Administrator,
        };
        // Slow on purpose, so before the transaction and not while it keeps every other writer waiting.
        account.PasswordHash = hasher.HashPassword(account, password);
        var isMade = await changes.RunAsync(
            context,
            async token =>
            {
                if (!await consume(token) || await users.Users.AnyAsync(token))
                {
                    return null;
                }

                var made = await users.CreateAsync(account);
                return made.Succeeded
                    ? fact
                    : throw new InvalidOperationException(
                        "The first account was refused: " + string.Join(", ", made.Errors.Select(error => error.Code)));
            },
            cancellation);
        return isMade ? account : null;
    }
}
