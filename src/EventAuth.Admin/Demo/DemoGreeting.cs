using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;

namespace EventAuth.Admin.Demo;

/// <summary>Tells the person who started the demo how to sign in. Never through the logger: its output may be kept or sent on.</summary>
internal sealed class DemoGreeting(DemoAccess access, BoundListeners listeners, StartOutput output)
{
    /// <summary>Says what this is, and that it takes a moment.</summary>
    public void Begin()
    {
        output.Writer.WriteLine("A demo: a generated shop sends events. Everything is thrown away when this program ends.");
        output.Writer.WriteLine("First it sends what happened in the last two months, which takes some seconds.");
        output.Writer.Flush();
    }

    /// <summary>Prints address, e-mail and password.</summary>
    public void Invite()
    {
        output.Writer.WriteLine($"Sign in at {new Uri(listeners.Admin!, "/sign-in")}");
        output.Writer.WriteLine($"  E-mail:   {access.Email}");
        output.Writer.WriteLine($"  Password: {access.Password}");
        output.Writer.Flush();
    }
}
