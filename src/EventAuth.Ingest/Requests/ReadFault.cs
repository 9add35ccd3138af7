namespace EventAuth.Ingest.Requests;

/// <summary>Why a body, or one event of a batch, is not JSON of the right shape.</summary>
internal enum ReadFault
{
    None,

    /// <summary>More events than allowed.</summary>
    TooMany,

    /// <summary>Broken JSON or UTF-8, a byte-order mark, or nothing at all.</summary>
    NotJson,

    NotAnObject,
    NotAnArray,
    DuplicateMember,
    TooDeep,

    /// <summary>An escaped surrogate without its other half: no Unicode text (RFC 8259, section 8.2; RFC 7493, section 2.1).</summary>
    LoneSurrogate,
}
