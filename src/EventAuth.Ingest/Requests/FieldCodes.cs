namespace EventAuth.Ingest.Requests;

/// <summary>The codes in <c>errors</c> of a bad event. Programs rely on them.</summary>
internal static class FieldCodes
{
    public const string Required = "required";
    public const string InvalidType = "invalid_type";
    public const string InvalidFormat = "invalid_format";
    public const string TooLong = "too_long";
    public const string TooMany = "too_many";
    public const string OutOfRange = "out_of_range";
}
