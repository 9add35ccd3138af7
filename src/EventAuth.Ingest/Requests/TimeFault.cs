namespace EventAuth.Ingest.Requests;

/// <summary>Why a text is not a time of an event.</summary>
internal enum TimeFault
{
    None,

    /// <summary>Not RFC 3339 with an offset.</summary>
    BadFormat,

    /// <summary>A time, but before the earliest that is taken, or beyond the calendar.</summary>
    OutOfRange,
}
