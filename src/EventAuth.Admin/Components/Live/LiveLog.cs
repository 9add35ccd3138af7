namespace EventAuth.Admin.Components.Live;

/// <summary>What the page "Live" says in the log.</summary>
internal static partial class LiveLog
{
    [LoggerMessage(4101, LogLevel.Warning, "The newest decisions cannot be read. An open page keeps what it shows and goes on trying.")]
    public static partial void NotRead(ILogger logger, Exception failure);

    [LoggerMessage(4102, LogLevel.Warning, "A decision could not be explained.")]
    public static partial void NotExplained(ILogger logger, Exception failure);
}
