using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// While there is no user: creates the first administrator and key from the settings, or the link for a person to do it. Prints, once the
/// program listens, its addresses and that link. Never through the logger: its output may be kept or sent elsewhere.
/// </summary>
internal sealed partial class BootstrapService(
    BootstrapSettings settings,
    IServiceScopeFactory scopes,
    SetupLinkIssuer links,
    ApiKeyDirectory keys,
    BoundListeners listeners,
    StartOutput output,
    IHostApplicationLifetime lifetime,
    ILogger<BootstrapService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var code = await PrepareAsync(cancellationToken);
        lifetime.ApplicationStarted.Register(() => Print(code));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The code of this start's link; null if there is a user.</summary>
    private async Task<string?> PrepareAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<EventAuthDbContext>().Users.AnyAsync(cancellation))
        {
            if (settings.IsAnySet)
            {
                LogIgnored(logger);
            }

            await links.RevokeAsync(cancellation);
            return null;
        }

        if (settings.ApiKey is { } key)
        {
            await keys.SetBootstrapKeyAsync(key, cancellation);
        }

        if (settings is { AdminEmail: { } email, AdminPassword: { } password })
        {
            await scope.ServiceProvider.GetRequiredService<NewAccounts>().CreateFirstAsync(email, password, cancellation);
            await links.RevokeAsync(cancellation);
            return null;
        }

        return await links.RenewAsync(cancellation);
    }

    private void Print(string? code)
    {
        output.Writer.WriteLine($"Console and admin API: {listeners.Admin?.ToString() ?? "off"}");
        output.Writer.WriteLine($"Ingest:                {listeners.Ingest?.ToString() ?? "off"}");
        if (code is not null && listeners.Admin is { } address)
        {
            var minutes = SetupLinkIssuer.Lifetime.TotalMinutes.ToString(CultureInfo.InvariantCulture);
            output.Writer.WriteLine($"There is no user yet. Open this link within {minutes} minutes to create the first administrator:");
            output.Writer.WriteLine($"  {new Uri(address, "/setup?code=" + code)}");
        }

        output.Writer.Flush();
    }

    [LoggerMessage(1101, LogLevel.Warning, "There is a user already, so Bootstrap:AdminEmail, Bootstrap:AdminPassword and Bootstrap:ApiKey "
        + "are ignored. Remove them from the settings.")]
    private static partial void LogIgnored(ILogger logger);
}
