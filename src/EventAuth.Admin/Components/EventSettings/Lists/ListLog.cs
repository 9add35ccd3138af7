using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>What the cards of the lists say in the log.</summary>
internal static partial class ListLog
{
    [LoggerMessage(4001, LogLevel.Error, "A change of the list {List} could not be saved.")]
    public static partial void NotSaved(ILogger logger, EventListKind list, Exception failure);

    [LoggerMessage(4003, LogLevel.Warning, "How often the events of the list {List} came could not be read.")]
    public static partial void TrafficNotRead(ILogger logger, EventListKind list, Exception failure);
}
