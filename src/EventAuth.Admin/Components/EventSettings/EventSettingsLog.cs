using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>What the settings tab says in the log.</summary>
internal static partial class EventSettingsLog
{
    [LoggerMessage(4001, LogLevel.Error, "A change of the list {List} could not be saved.")]
    public static partial void ListNotSaved(ILogger logger, EventListKind list, Exception failure);

    [LoggerMessage(4003, LogLevel.Warning, "How often the events of the list {List} came could not be read.")]
    public static partial void TrafficNotRead(ILogger logger, EventListKind list, Exception failure);

    [LoggerMessage(4002, LogLevel.Error, "A certificate could not be saved.")]
    public static partial void CertificateNotSaved(ILogger logger, Exception failure);
}
