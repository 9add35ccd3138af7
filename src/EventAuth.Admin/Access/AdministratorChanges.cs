using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Access;

/// <summary>
/// Changes who has access, for administrators: in one transaction with the check whether they still are and with the entry of the
/// audit trail, so that two of them at the same time act one after the other.
/// </summary>
internal sealed class AdministratorChanges(
    IDbContextFactory<EventAuthDbContext> contexts, CurrentRights rights, AccessChanges pages, IAuditedChanges audited)
{
    /// <summary>Makes a change on behalf of the caller, and updates open pages. If it returns no fact, nothing of it is kept.</summary>
    public async Task<AccessOutcome> RunAsync(
        ClaimsPrincipal asking,
        Func<EventAuthDbContext, CancellationToken, Task<(AccessOutcome Outcome, AuditFact? Fact)>> change,
        CancellationToken cancellation)
    {
        var outcome = AccessOutcome.Forbidden;
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            await audited.RunAsync(
                context,
                async token =>
                {
                    (outcome, var fact) = await rights.MayAsync(context, asking, Roles.Administrator, token)
                        ? await change(context, token)
                        : (AccessOutcome.Forbidden, null);
                    if (fact is null)
                    {
                        return null;
                    }

                    await context.NoteAccessChangeAsync(token);
                    return fact with { Who = asking.Identity!.Name };
                },
                cancellation);
        }

        if (outcome == AccessOutcome.Done)
        {
            pages.Announce();
        }

        return outcome;
    }
}
