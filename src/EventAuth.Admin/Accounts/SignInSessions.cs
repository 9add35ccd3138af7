using EventAuth.Admin.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>Starts and ends the sign-ins of people. Each is a row in storage and a cookie with its id.</summary>
internal sealed class SignInSessions(
    SignInManager<AdministratorAccount> signIn, EventAuthDbContext context, AccessChanges changes, SignInAudit audit, TimeProvider time)
{
    /// <summary>How many sign-ins of an account are kept; older ones end.</summary>
    public const int MaxKept = 100;

    private const int MaxBrowserLength = 200;

    /// <summary>The id of the sign-in of a request, or null.</summary>
    public static Guid? Of(ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(AccessClaims.SignIn), out var id) ? id : null;

    /// <summary>Signs a person in with this browser. It is recorded first: no sign-in without an entry.</summary>
    public async Task BeginAsync(HttpContext http, AdministratorAccount account)
    {
        await audit.SucceedAsync(account.Email!);
        var now = time.GetUtcNow();
        var record = new SignInRecord
        {
            Id = Guid.NewGuid(),
            AccountId = account.Id,
            At = now,
            Address = ClientAddress.Of(http) ?? "",
            Browser = Cut(http.Request.Headers.UserAgent.ToString()),
        };
        context.SignIns.Add(record);
        await context.SaveChangesAsync(http.RequestAborted);

        // Those of a clock that was ahead go first: their cookies are refused, and they must not push out the new ones.
        var others = context.SignIns.Where(row => row.AccountId == account.Id && row.Id != record.Id);
        var kept = others.OrderBy(row => row.At > now).ThenByDescending(row => row.At).Take(MaxKept - 1).Select(row => row.Id);
        await others.Where(row => !kept.Contains(row.Id)).ExecuteDeleteAsync(http.RequestAborted);
        await IssueAsync(account, record.Id);
    }

    /// <summary>Gives this browser a new cookie for its sign-in. Sessions elsewhere with the old stamp have ended.</summary>
    public async Task RenewAsync(HttpContext http, AdministratorAccount account)
    {
        if (Of(http.User) is { } id)
        {
            await IssueAsync(account, id);
        }

        changes.Announce();
    }

    /// <summary>Whether an account signed in from an address before.</summary>
    public Task<bool> IsUsualPlaceAsync(string email, string address, CancellationToken cancellation)
    {
        var normalized = signIn.UserManager.NormalizeEmail(email);
        return context.SignIns.AnyAsync(
            row => row.Address == address
                && context.Users.Any(account => account.Id == row.AccountId && account.NormalizedEmail == normalized),
            cancellation);
    }

    /// <summary>Records, in the caller's transaction, the end of an account's sign-ins but one; null ends all. Returns how many.</summary>
    public async Task<int> EndAllAsync(string accountId, Guid? except, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await context.NoteAccessChangeAsync(cancellation);
        return await context.SignIns.Where(row => row.AccountId == accountId && row.Id != except && row.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), cancellation);
    }

    /// <summary>Signs out here: neither the cookie nor a copy of it works any more.</summary>
    public async Task EndAsync(HttpContext http)
    {
        if (http.User.Identity is { IsAuthenticated: true, Name: { } email })
        {
            await audit.SignOutAsync(email);
        }

        if (Of(http.User) is { } id)
        {
            var now = time.GetUtcNow();
            await context.SignIns.Where(row => row.Id == id && row.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), http.RequestAborted);
            await context.NoteAccessChangeAsync(http.RequestAborted);
            changes.Announce();
        }

        await signIn.SignOutAsync();
    }

    private Task IssueAsync(AdministratorAccount account, Guid id) => signIn.SignInWithClaimsAsync(
        account,
        isPersistent: false,
        [new Claim(AccessClaims.SignIn, id.ToString("N", CultureInfo.InvariantCulture)), new Claim(ClaimTypes.Role, account.Role)]);

    private static string Cut(string text) => new([.. text.Where(character => !char.IsControl(character)).Take(MaxBrowserLength)]);
}
