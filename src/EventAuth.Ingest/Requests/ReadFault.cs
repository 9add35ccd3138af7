using System.Diagnostics;
using EventAuth.Core.Decisions;

namespace EventAuth.Ingest.Requests;

/// <summary>Why a body, or one event of a batch, could not be taken as JSON of the right shape.</summary>
internal enum ReadFault
{
    None,

    /// <summary>More events than allowed.</summary>
    TooManyEvents,

    /// <summary>Broken JSON or UTF-8, a byte-order mark, or nothing at all.</summary>
    NotJson,

    NotAnObject,
    NotAnArray,
    DuplicateMember,
    TooDeep,

    /// <summary>An escaped surrogate without its other half: no Unicode text (RFC 8259, section 8.2; RFC 7493, section 2.1).</summary>
    LoneSurrogate,
}

internal static class ReadFaultExtensions
{
    /// <summary>What a malformed body has where it is JSON, but no event or no batch; else null.</summary>
    public static JsonFlaw? ToFlaw(this ReadFault fault) => fault switch
    {
        ReadFault.NotAnObject => JsonFlaw.NotAnObject,
        ReadFault.NotAnArray => JsonFlaw.NotAnArray,
        ReadFault.DuplicateMember => JsonFlaw.DuplicateMember,
        ReadFault.TooDeep => JsonFlaw.TooDeep,
        ReadFault.LoneSurrogate => JsonFlaw.LoneSurrogate,
        ReadFault.None or ReadFault.NotJson or ReadFault.TooManyEvents => null,
    };

    /// <summary>The code of the fault in <c>errors</c>, of a body or event that is malformed.</summary>
    public static string ToErrorCode(this ReadFault fault) => fault switch
    {
        ReadFault.NotJson => FieldCodes.InvalidJson,
        ReadFault.NotAnObject or ReadFault.NotAnArray => FieldCodes.InvalidType,
        ReadFault.DuplicateMember => "duplicate_member",
        ReadFault.TooDeep => "too_deep",
        ReadFault.LoneSurrogate => "invalid_unicode",
        ReadFault.None or ReadFault.TooManyEvents => throw new UnreachableException("It is not malformed."),
    };
}
