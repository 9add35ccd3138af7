using System.Diagnostics;
using EventAuth.Core.Decisions;

namespace EventAuth.Ingest.Requests;

internal static class ReadFaultExtensions
{
    /// <summary>The flaw of a body that is JSON, but not an event or a batch; otherwise null.</summary>
    public static JsonFlaw? ToFlaw(this ReadFault fault) => fault switch
    {
        ReadFault.NotAnObject => JsonFlaw.NotAnObject,
        ReadFault.NotAnArray => JsonFlaw.NotAnArray,
        ReadFault.DuplicateMember => JsonFlaw.DuplicateMember,
        ReadFault.TooDeep => JsonFlaw.TooDeep,
        ReadFault.LoneSurrogate => JsonFlaw.LoneSurrogate,
        ReadFault.None or ReadFault.NotJson or ReadFault.TooMany => null,
    };

    /// <summary>The code of the fault in <c>errors</c>, for a malformed body or event.</summary>
    public static string ToErrorCode(this ReadFault fault) => fault switch
    {
        ReadFault.NotJson => FieldCodes.InvalidJson,
        ReadFault.NotAnObject or ReadFault.NotAnArray => FieldCodes.InvalidType,
        ReadFault.DuplicateMember => "duplicate_member",
        ReadFault.TooDeep => "too_deep",
        ReadFault.LoneSurrogate => "invalid_unicode",
        ReadFault.None or ReadFault.TooMany => throw new UnreachableException("It is not malformed."),
    };
}
