namespace EventAuth.Ingest.Limits;

/// <summary>The limits of a request. Part of the contract, so not settings.</summary>
internal static class RequestLimits
{
    /// <summary>Body of a single event, in bytes.</summary>
    public const int EventBytes = 65_536;

    /// <summary>Body of a batch, in bytes.</summary>
    public const int BatchBytes = 1_048_576;

    /// <summary>Events of a batch.</summary>
    public const int BatchEvents = 1_000;

    /// <summary>Objects and arrays inside each other, including the event itself.</summary>
    public const int Depth = 32;

    /// <summary><c>label</c>, in characters.</summary>
    public const int LabelLength = 256;

    /// <summary><c>eventSalt</c>, in characters. Clients of the original make it of time, action and uuid: 48 to 80.</summary>
    public const int SaltLength = 256;

    /// <summary>Name of an attribute, in characters.</summary>
    public const int AttributeNameLength = 64;

    /// <summary>Value of an attribute, in bytes: a string's own in UTF-8, a number as written.</summary>
    public const int AttributeValueBytes = 1_024;

    /// <summary>How far <c>time</c> may be after the receipt.</summary>
    public static readonly TimeSpan FutureTolerance = TimeSpan.FromSeconds(5);

    /// <summary>The earliest <c>time</c>.</summary>
    public static readonly DateTimeOffset EarliestTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Problems listed for one batch. A small body can have very many; the answer stays in proportion to it.</summary>
    internal const int BatchProblems = 5_000;
}
