using System.Globalization;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>Begins and ends the sign-ins of people. Each is a row of storage and a cookie that names it.</summary>
internal sealed class SignInSessions(SignInManager<AdministratorAccount> signIn, EventAuthDbContext context, AccessChanges changes, TimeProvider time)
{
    /// <summary>How many sign-ins of an account are kept; older ones end.</summary>
    public const int MaxKept = 100;

    private const int MaxBrowserLength = 200;

    /// <summary>Signs a person in with this browser.</summary>
    public async Task BeginAsync(HttpContext http, AdministratorAccount account)
    {
        var record = new SignInRecord
        {
            Id = Guid.NewGuid(),
            AccountId = account.Id,
            At = time.GetUtcNow(),
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "",
            Browser = Cut(http.Request.Headers.UserAgent.ToString()),
        };
        context.SignIns.Add(record);
        await context.SaveChangesAsync(http.RequestAborted);
        var kept = context.SignIns.Where(row => row.AccountId == account.Id).OrderByDescending(row => row.At).Take(MaxKept).Select(row => row.Id);
        await context.SignIns.Where(row => row.AccountId == account.Id && !kept.Contains(row.Id)).ExecuteDeleteAsync(http.RequestAborted);
        await WriteCookieAsync(account, record.Id);
    }

    /// <summary>Writes the cookie of a sign-in that goes on, after the account's stamp changed.</summary>
    public Task WriteCookieAsync(AdministratorAccount account, Guid session) => signIn.SignInWithClaimsAsync(
        account,
        isPersistent: false,
        [new Claim(AccessClaims.SignIn, session.ToString("N", CultureInfo.InvariantCulture)), new Claim(ClaimTypes.Role, account.Role)]);

    /// <summary>Signs out here: the cookie is of no use any more, a copy of it neither.</summary>
    public async Task EndAsync(HttpContext http)
    {
        if (IdOf(http.User) is { } id)
        {
            await EndAsync(row => row.Id == id, http.RequestAborted);
        }

        await signIn.SignOutAsync();
    }

    /// <summary>Ends every sign-in of the person, this one included.</summary>
    public async Task EndAllAsync(HttpContext http)
    {
        var account = http.User.FindFirstValue(ClaimTypes.NameIdentifier);
        await EndAsync(row => row.AccountId == account, http.RequestAborted);
        await signIn.SignOutAsync();
    }

    /// <summary>The sign-ins of a person, newest first, at most <see cref="MaxKept"/>.</summary>
    public Task<List<SignInRecord>> ListAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        var account = person.FindFirstValue(ClaimTypes.NameIdentifier);
        return context.SignIns.AsNoTracking().Where(row => row.AccountId == account).OrderByDescending(row => row.At).Take(MaxKept).ToListAsync(cancellation);
    }

    /// <summary>Which sign-in somebody came with, or null.</summary>
    public static Guid? IdOf(ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(AccessClaims.SignIn), out var id) ? id : null;

    private async Task EndAsync(System.Linq.Expressions.Expression<Func<SignInRecord, bool>> which, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await context.SignIns.Where(which).Where(row => row.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), cancellation);
        changes.Announce();
    }

    private static string Cut(string text) => new([.. text.Where(character => !char.IsControl(character)).Take(MaxBrowserLength)]);
}
