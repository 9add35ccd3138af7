using System.Data;
using System.Linq.Expressions;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Core.Identifiers;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.People;

/// <summary>One-time links with which people make their own accounts. The program sends no mail: who invites hands the link over.</summary>
internal sealed class InvitationDirectory(IDbContextFactory<EventAuthDbContext> contexts, PresentRights rights, AccessChanges changes, TimeProvider time)
{
    /// <summary>How long an invitation can be accepted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private static readonly Expression<Func<InvitationRecord, PendingInvitation>> Summary =
        invitation => new PendingInvitation(invitation.Id, invitation.Email, invitation.Role, invitation.ExpiresAt);

    /// <summary>Invites somebody; a former invitation of the same e-mail is void. Gives the code of the link, which is kept nowhere.</summary>
    public async Task<(AccessOutcome Outcome, string? Code)> InviteAsync(ClaimsPrincipal asking, string email, string role, CancellationToken cancellation)
    {
        if (!IdentifierRules.IsEmail(email) || !Roles.All.Contains(role))
        {
            return (AccessOutcome.Malformed, null);
        }

        var code = SecretHash.NewSecret();
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            if (!await rights.MayAsync(context, asking, Roles.Administrator, cancellation))
            {
                return (AccessOutcome.Forbidden, null);
            }

            var normalized = email.ToUpperInvariant();
            if (await context.Users.AnyAsync(account => account.NormalizedEmail == normalized, cancellation))
            {
                return (AccessOutcome.Taken, null);
            }

            var now = time.GetUtcNow();
            await context.Invitations.Where(invitation => invitation.Email == email || invitation.ExpiresAt <= now).ExecuteDeleteAsync(cancellation);
            context.Invitations.Add(new InvitationRecord
            {
                Hash = SecretHash.Of(code),
                Email = email,
                Role = role,
                CreatedAt = now,
                CreatedBy = asking.Identity!.Name!,
                ExpiresAt = now + Lifetime,
            });
            await context.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        changes.Announce();
        return (AccessOutcome.Done, code);
    }

    /// <summary>Those that nobody accepted yet; none for who may not know.</summary>
    public async Task<IReadOnlyList<PendingInvitation>> ListAsync(ClaimsPrincipal asking, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await rights.MayAsync(context, asking, Roles.Administrator, cancellation)
            ? await context.Invitations.Where(invitation => invitation.ExpiresAt > now).OrderBy(invitation => invitation.Email).Select(Summary).ToListAsync(cancellation)
            : [];
    }

    /// <summary>The invitation that a code belongs to, or null. Consumes nothing.</summary>
    public async Task<PendingInvitation?> FindAsync(string code, CancellationToken cancellation)
    {
        var hash = SecretHash.Of(code);
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Invitations.Where(invitation => invitation.Hash == hash && invitation.ExpiresAt > now).Select(Summary).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Makes an invitation void.</summary>
    public async Task<AccessOutcome> RevokeAsync(ClaimsPrincipal asking, int id, CancellationToken cancellation)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            if (!await rights.MayAsync(context, asking, Roles.Administrator, cancellation))
            {
                return AccessOutcome.Forbidden;
            }

            if (await context.Invitations.Where(invitation => invitation.Id == id).ExecuteDeleteAsync(cancellation) == 0)
            {
                return AccessOutcome.Gone;
            }
        }

        changes.Announce();
        return AccessOutcome.Done;
    }
}
