using System.Diagnostics;
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
        ReadFault.NotJson or ReadFault.NotAnObject or ReadFault.NotAnArray or ReadFault.DuplicateMember or ReadFault.TooDeep
            or ReadFault.LoneSurrogate => Refusal.MalformedJson,
    };

    /// <summary>The fault as an element of <c>errors</c>.</summary>
    public static FieldError ToError(this ReadFault fault) => fault switch
    {
        ReadFault.None => throw new UnreachableException("There is no fault to explain."),
        ReadFault.UnsupportedMediaType => new("", "unsupported_media_type", "Send application/json in UTF-8, without a content coding."),
        ReadFault.TooLarge => new("", FieldCodes.TooLong, $"A body has at most {RequestLimits.EventBytes:N0} bytes, that of a batch {RequestLimits.BatchBytes:N0}."),
        ReadFault.TooManyEvents => new("", FieldCodes.TooMany, $"A batch has at most {RequestLimits.BatchEvents:N0} events."),
        ReadFault.NotJson => new("", "invalid_json", "This is not JSON (RFC 8259) in UTF-8 without a byte-order mark."),
        ReadFault.NotAnObject => new("", FieldCodes.InvalidType, "An event is a JSON object."),
        ReadFault.NotAnArray => new("", FieldCodes.InvalidType, "A batch is a JSON array of events."),
        ReadFault.DuplicateMember => new("", "duplicate_member", "A name stands twice in the same object."),
        ReadFault.TooDeep => new("", "too_deep", $"Objects and arrays may lie at most {RequestLimits.Depth} deep, the event itself counted."),
        ReadFault.LoneSurrogate => new("", "invalid_unicode", "An escaped surrogate stands without its other half."),
    };
}
