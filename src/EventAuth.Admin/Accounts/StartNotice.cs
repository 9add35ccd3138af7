using System.Globalization;
using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// Prints, once the program listens, where, and while there is no user the link to the first administrator's form.
/// Never through the logger: what goes there may be kept or sent on.
/// </summary>
internal sealed class StartNotice(
    BoundListeners listeners, SetupInvitation invitation, StartOutput output, IHostApplicationLifetime lifetime)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        output.Writer.WriteLine($"Console and admin API: {listeners.Admin?.ToString() ?? "off"}");
        output.Writer.WriteLine($"Ingest:                {listeners.Ingest?.ToString() ?? "off"}");
        if (invitation.Code is { } code && listeners.Admin is { } address)
        {
            var minutes = SetupLinkIssuer.Lifetime.TotalMinutes.ToString(CultureInfo.InvariantCulture);
            output.Writer.WriteLine($"There is no user yet. Open this link within {minutes} minutes to create the first administrator:");
            output.Writer.WriteLine($"  {new Uri(address, "/setup?code=" + code)}");
        }

        output.Writer.Flush();
        invitation.Code = null;
    }
}
