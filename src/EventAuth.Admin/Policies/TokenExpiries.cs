using EventAuth.Core.Certificates;
using EventAuth.Storage.Database;
using EventAuth.Storage.Files;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Policies;

/// <summary>
/// Until when the newest token of a certificate can be used. Each process knows that of the tokens that it checked; it is written down
/// every ten seconds, for the other processes and for the next start.
/// </summary>
internal sealed partial class TokenExpiries(
    PolicyMonitor policies, IDbContextFactory<EventAuthDbContext> contexts, TimeProvider time, ILogger<TokenExpiries> log)
    : PeriodicWriter(time, TimeSpan.FromSeconds(10))
{
    private (string? CertificateId, long Expiry) _written;

    /// <summary>The latest <c>exp</c> of the valid tokens that came, in seconds since 1970; 0 for none.</summary>
    public async Task<long> ReadAsync(string certificateId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var written = await context.Certificates.Where(row => row.Id == certificateId)
            .Select(row => row.NewestExpiry).SingleOrDefaultAsync(cancellation);
        return Math.Max(written ?? 0, policies.CurrentOrNone?.Key is { } key && key.CertificateId == certificateId ? key.NewestExpiry : 0);
    }

    protected override async Task WriteAsync(CancellationToken cancellation)
    {
        if (policies.CurrentOrNone?.Key is not { NewestExpiry: > 0 and var expiry } key || _written == (key.CertificateId, expiry))
        {
            return;
        }

        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            await context.Certificates.Where(row => row.Id == key.CertificateId)
                .Where(row => row.NewestExpiry == null || row.NewestExpiry < expiry)
                .ExecuteUpdateAsync(row => row.SetProperty(each => each.NewestExpiry, expiry), cancellation);
            _written = (key.CertificateId, expiry);
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem))
        {
            NotWritten(log, problem);
        }
    }

    [LoggerMessage(4014, LogLevel.Warning, "How long the newest token can be used was not written down; the next try is in ten seconds.")]
    private static partial void NotWritten(ILogger logger, Exception problem);
}
