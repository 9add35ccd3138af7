using EventAuth.Admin.Hosting;

namespace EventAuth.Admin.Listeners;

/// <summary>The two doors of the program.</summary>
[Flags]
internal enum Listener
{
    None = 0,

    /// <summary>Console, admin API.</summary>
    Admin = 1,

    /// <summary>Events of the SDK.</summary>
    Ingest = 2,

    Both = Admin | Ingest,
}
