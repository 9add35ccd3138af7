using EventAuth.Admin.Accounts;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.OwnAccount;

/// <summary>What people see about their own accounts.</summary>
internal sealed class OwnAccountReader(IDbContextFactory<EventAuthDbContext> contexts, CurrentRights rights)
{
    public async Task<bool> HasTwoFactorAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        var account = person.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Users.AnyAsync(row => row.Id == account && row.TwoFactorEnabled, cancellation);
    }

    /// <summary>The kept sign-ins of somebody, newest first; none if signed out by now.</summary>
    public async Task<IReadOnlyList<OwnSignIn>> ReadSignInsAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (!await rights.MayAsync(context, person, Roles.Viewer, cancellation))
        {
            return [];
        }

        var account = person.FindFirstValue(ClaimTypes.NameIdentifier);
        var present = SignInSessions.Of(person);
        var rows = await context.SignIns.AsNoTracking().Where(row => row.AccountId == account).OrderByDescending(row => row.At)
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new OwnSignIn(row.At, row.Address, row.Browser, row.Id == present, row.EndedAt))];
    }
}

/// <summary>A sign-in, as its owner sees it.</summary>
/// <param name="Address">From which network address; empty when it was not known.</param>
/// <param name="IsThis">Whether it is the current one.</param>
/// <param name="EndedAt">When it was ended; null if it was not.</param>
internal sealed record OwnSignIn(DateTimeOffset At, string Address, string Browser, bool IsThis, DateTimeOffset? EndedAt);
