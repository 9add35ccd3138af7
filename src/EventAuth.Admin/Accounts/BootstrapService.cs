using EventAuth.Admin.Settings;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>While there is no user: makes the first administrator and key of the settings, or the link for a person to do it.</summary>
internal sealed partial class BootstrapService(
    BootstrapSettings settings,
    IServiceScopeFactory scopes,
    SetupLinkIssuer links,
    ApiKeyDirectory keys,
    SetupInvitation invitation,
    ILogger<BootstrapService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<EventAuthDbContext>().Users.AnyAsync(cancellationToken))
        {
            if (settings.IsAnySet)
            {
                LogIgnored(logger);
            }

            await links.RevokeAsync(cancellationToken);
            return;
        }

        if (settings.ApiKey is { } key)
        {
            await keys.SetBootstrapKeyAsync(key, cancellationToken);
        }

        if (settings is { AdminEmail: { } email, AdminPassword: { } password })
        {
            await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().CreateAsync(email, password, cancellationToken);
            await links.RevokeAsync(cancellationToken);
            return;
        }

        invitation.Code = await links.RenewAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1101, LogLevel.Warning, "There is a user already, so Bootstrap:AdminEmail, Bootstrap:AdminPassword and Bootstrap:ApiKey "
        + "are ignored. Remove them from the settings.")]
    private static partial void LogIgnored(ILogger logger);
}
