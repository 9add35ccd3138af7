using EventAuth.Admin.Settings;

namespace EventAuth.Admin.Transport;

/// <summary>
/// How many connections a listener may have. The program ends when it needs a descriptor and there is none: connections get only what the
/// program itself does not need. The console has its own share: however many connect to the ingest listener, people and their tools get in.
/// </summary>
internal sealed record ConnectionLimits(int Admin, int Ingest)
{
    /// <summary>
    /// Reserved for the program: libraries that are loaded later, files and connections of the database, calls to a receiver of telemetry.
    /// </summary>
    public const int Reserved = 64;

    /// <summary>The minimum that is useful.</summary>
    public const int LeastAdmin = 16;
    public const int LeastIngest = 16;

    /// <summary>The maximum unless a setting says otherwise: each may take some memory.</summary>
    public const int MostAdmin = 1_000;
    public const int MostIngest = 10_000;

    /// <summary>
    /// The limits for this process as it is now. Throws <see cref="StartRefusedException"/> if there are too few descriptors.
    /// </summary>
    public static ConnectionLimits Of(ListenerSettings settings) =>
        Descriptors.ReadLimit() is { } limit ? Of(settings, limit, Descriptors.CountOpen()) : Of(settings, int.MaxValue, 0);

    /// <summary>The limits for a process with this many descriptors allowed, and this many open without connections.</summary>
    public static ConnectionLimits Of(ListenerSettings settings, int descriptors, int open)
    {
        var free = descriptors - open - Reserved;
        var admin = settings.MaxAdminConnections ?? Math.Clamp(free / 8, LeastAdmin, MostAdmin);
        var ingest = settings.MaxIngestConnections ?? Math.Clamp(free - admin, LeastIngest, MostIngest);
        return admin + ingest <= free
            ? new ConnectionLimits(admin, ingest)
            : throw new StartRefusedException([string.Create(
                CultureInfo.InvariantCulture,
                $"{Keys(settings)}: {admin:N0} connections of the admin listener and {ingest:N0} of the ingest listener need "
                + $"{open + Reserved + admin + ingest:N0} open files with those of the program, and {descriptors:N0} are allowed. "
                + $"Raise the limit (ulimit -n, LimitNOFILE=) or lower the settings.")]);
    }

    private static string Keys(ListenerSettings settings) => settings switch
    {
        { MaxAdminConnections: null, MaxIngestConnections: null } => "The limit of open files is too low",
        { MaxAdminConnections: null } => ListenerSettingsReader.MaxIngestKey,
        { MaxIngestConnections: null } => ListenerSettingsReader.MaxAdminKey,
        _ => $"{ListenerSettingsReader.MaxAdminKey} and {ListenerSettingsReader.MaxIngestKey}",
    };
}
