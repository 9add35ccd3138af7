using System.Linq.Expressions;
using EventAuth.Core.Identifiers;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.People;

/// <summary>One-time links with which people create their own accounts. The program sends no mail: the inviter sends the link.</summary>
internal sealed class InvitationDirectory(
    IDbContextFactory<EventAuthDbContext> contexts, CurrentRights rights, AdministratorChanges changes, TimeProvider time)
{
    /// <summary>How long an invitation can be accepted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private static readonly Expression<Func<InvitationRecord, PendingInvitation>> Summary =
        invitation => new PendingInvitation(invitation.Id, invitation.Email, invitation.Role, invitation.ExpiresAt);

    /// <summary>Invites somebody; a former invitation of the same e-mail becomes invalid. Returns the code, stored nowhere.</summary>
    public async Task<(AccessOutcome Outcome, string? Code)> InviteAsync(
        ClaimsPrincipal asking, string email, string role, CancellationToken cancellation)
    {
        if (!IdentifierRules.IsEmail(email) || !Roles.All.Contains(role))
        {
            return (AccessOutcome.Malformed, null);
        }

        var code = SecretHash.NewSecret();
        var normalized = email.ToUpperInvariant();
        var outcome = await changes.RunAsync(
            asking,
            async (context, token) =>
            {
                if (await context.Users.AnyAsync(account => account.NormalizedEmail == normalized, token))
                {
                    return (AccessOutcome.Taken, null);
                }

                return (AccessOutcome.Done, await AddAsync(context, asking.Identity!.Name!, email, role, code, token));
            },
            cancellation);
        return (outcome, outcome == AccessOutcome.Done ? code : null);
    }

    /// <summary>Those that nobody accepted yet; none if not allowed.</summary>
    public async Task<IReadOnlyList<PendingInvitation>> ListAsync(ClaimsPrincipal asking, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await rights.MayAsync(context, asking, Roles.Administrator, cancellation)
            ? await context.Invitations.Where(invitation => invitation.ExpiresAt > now).OrderBy(invitation => invitation.Email)
                .Select(Summary).ToListAsync(cancellation)
            : [];
    }

    /// <summary>The invitation of a code, if it can be accepted at this moment.</summary>
    public static IQueryable<InvitationRecord> Find(EventAuthDbContext context, string code, DateTimeOffset now)
    {
        var (hash, latest) = (SecretHash.Of(code), ValidSpan.LatestEnd(now, Lifetime));
        return context.Invitations
            .Where(invitation => invitation.Hash == hash && invitation.ExpiresAt > now && invitation.ExpiresAt <= latest);
    }

    /// <summary>The invitation that a code belongs to, or null. Consumes nothing.</summary>
    public async Task<PendingInvitation?> FindAsync(string code, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Find(context, code, time.GetUtcNow()).Select(Summary).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Makes an invitation invalid.</summary>
    public Task<AccessOutcome> RevokeAsync(ClaimsPrincipal asking, int id, CancellationToken cancellation) => changes.RunAsync(
        asking,
        async (context, token) =>
        {
            if (await context.Invitations.SingleOrDefaultAsync(row => row.Id == id, token) is not { } invitation)
            {
                return (AccessOutcome.Gone, null);
            }

            context.Invitations.Remove(invitation);
            var before = AuditJson.Of(new { role = invitation.Role });
            return (AccessOutcome.Done, new AuditFact(AuditAction.InvitationWithdrawn, invitation.Email, before));
        },
        cancellation);

    private async Task<AuditFact> AddAsync(
        EventAuthDbContext context, string inviter, string email, string role, string code, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (until, latest) = (now + Lifetime, ValidSpan.LatestEnd(now, Lifetime));
        // Compared here, because a database folds other letters than accounts do. There are only a few.
        var present = await context.Invitations.ToListAsync(cancellation);
        var former = present.Find(row => row.ExpiresAt > now && IsSame(row.Email, email))?.Role;
        context.Invitations.RemoveRange(present.Where(row => row.ExpiresAt <= now || row.ExpiresAt > latest || IsSame(row.Email, email)));
        context.Invitations.Add(new InvitationRecord
        {
            Hash = SecretHash.Of(code),
            Email = email,
            Role = role,
            CreatedAt = now,
            CreatedBy = inviter,
            ExpiresAt = until,
        });
        return new AuditFact(
            AuditAction.InvitationMade,
            email,
            former is null ? null : AuditJson.Of(new { role = former }),
            AuditJson.Of(new { role, until }));
    }

    // Like accounts: ignoring case.
    private static bool IsSame(string email, string other) =>
        string.Equals(email.ToUpperInvariant(), other.ToUpperInvariant(), StringComparison.Ordinal);
}

/// <summary>An invitation that can still be accepted.</summary>
internal sealed record PendingInvitation(int Id, string Email, string Role, DateTimeOffset ExpiresAt);
