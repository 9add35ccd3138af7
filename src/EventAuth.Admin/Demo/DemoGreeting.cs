using EventAuth.Admin.Hosting;
using EventAuth.Admin.Hosting.Listeners;

namespace EventAuth.Admin.Demo;

/// <summary>Prints, once the program listens, how to sign in. Never through the logger: what goes there may be kept or sent on.</summary>
internal sealed class DemoGreeting(DemoAccess access, BoundListeners listeners, StartOutput output, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        output.Writer.WriteLine("A demo: a generated shop sends events. Everything is thrown away when this program ends.");
        output.Writer.WriteLine($"Sign in at {new Uri(listeners.Admin!, "/sign-in")}");
        output.Writer.WriteLine($"  E-mail:   {access.Email}");
        output.Writer.WriteLine($"  Password: {access.Password}");
        output.Writer.Flush();
    }
}
