using System.Diagnostics;
using EventAuth.Core.Decisions;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Requests;

/// <summary>The answer to a body, or one event of a batch, that cannot be taken.</summary>
internal static class ReadFaultExtensions
{
    /// <summary>The refusal of a fault.</summary>
    public static Refusal ToRefusal(this ReadFault fault) => fault switch
    {
        ReadFault.None => throw new UnreachableException("There is no fault to refuse."),
        ReadFault.UnsupportedMediaType => Refusal.UnsupportedMediaType,
        ReadFault.TooLarge or ReadFault.TooManyEvents => Refusal.PayloadTooLarge,
        ReadFault.NoMemory => Refusal.Overloaded,
        ReadFault.NotJson or ReadFault.NotAnObject or ReadFault.NotAnArray or ReadFault.DuplicateMember or ReadFault.TooDeep
            or ReadFault.LoneSurrogate => Refusal.MalformedJson,
    };

    /// <summary>The code of the fault in <c>errors</c>, of a body or event that is malformed.</summary>
    public static string ToErrorCode(this ReadFault fault) => fault switch
    {
        ReadFault.NotJson => "invalid_json",
        ReadFault.NotAnObject or ReadFault.NotAnArray => FieldCodes.InvalidType,
        ReadFault.DuplicateMember => "duplicate_member",
        ReadFault.TooDeep => "too_deep",
        ReadFault.LoneSurrogate => "invalid_unicode",
        ReadFault.None or ReadFault.UnsupportedMediaType or ReadFault.TooLarge or ReadFault.NoMemory or ReadFault.TooManyEvents =>
            throw new UnreachableException("It is not malformed."),
    };

    /// <summary>What a malformed body has where it is JSON, but no event or no batch.</summary>
    public static JsonFlaw ToFlaw(this ReadFault fault) => fault switch
    {
        ReadFault.NotAnObject => JsonFlaw.NotAnObject,
        ReadFault.NotAnArray => JsonFlaw.NotAnArray,
        ReadFault.DuplicateMember => JsonFlaw.DuplicateMember,
        ReadFault.TooDeep => JsonFlaw.TooDeep,
        ReadFault.LoneSurrogate => JsonFlaw.LoneSurrogate,
        ReadFault.None or ReadFault.NotJson or ReadFault.UnsupportedMediaType or ReadFault.TooLarge or ReadFault.NoMemory
            or ReadFault.TooManyEvents =>
            throw new UnreachableException("It is not JSON, or not malformed."),
    };
}
