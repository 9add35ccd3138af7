namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>What the card of the certificate says in the log.</summary>
internal static partial class CertificateLog
{
    [LoggerMessage(4002, LogLevel.Error, "A certificate could not be saved.")]
    public static partial void NotSaved(ILogger logger, Exception failure);
}
