using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Policies;

/// <summary>A database from which the certificates cannot be read: what is applied is saved but does not come into force.</summary>
internal static class UnreadableCertificates
{
    public static async Task MakeAsync(IServiceProvider services)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync("ALTER TABLE Certificates RENAME TO Elsewhere");
    }
}
