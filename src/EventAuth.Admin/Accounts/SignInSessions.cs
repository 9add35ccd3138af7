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
        await signIn.SignInWithClaimsAsync(
            account,
            isPersistent: false,
            [new Claim(AccessClaims.SignIn, record.Id.ToString("N", CultureInfo.InvariantCulture)), new Claim(ClaimTypes.Role, account.Role)]);
    }

    /// <summary>Signs out here: the cookie is of no use any more, a copy of it neither.</summary>
    public async Task EndAsync(HttpContext http)
    {
        if (Guid.TryParse(http.User.FindFirstValue(AccessClaims.SignIn), out var id))
        {
            var now = time.GetUtcNow();
            await context.SignIns.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), http.RequestAborted);
            changes.Announce();
        }

        await signIn.SignOutAsync();
    }

    private static string Cut(string text) => new([.. text.Where(character => !char.IsControl(character)).Take(MaxBrowserLength)]);
}
