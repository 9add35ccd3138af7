namespace EventAuth.Ingest.Requests;

/// <summary>The paths of the members of an event, as in <c>errors</c> and causes.</summary>
internal static class FieldPaths
{
    public const string Action = "action";
    public const string Label = "label";
    public const string Client = "client";
    public const string ClientUuid = "client.uuid";
    public const string ClientEmail = "client.email";
    public const string ClientCustomId = "client.customId";
    public const string ClientAttributes = "client.attributes";
    public const string Params = "params";
    public const string Time = "time";
    public const string EventSalt = "eventSalt";
}

/// <summary>The codes in <c>errors</c> of an invalid event. Programs rely on them.</summary>
internal static class FieldCodes
{
    public const string Required = "required";
    public const string InvalidType = "invalid_type";
    public const string InvalidFormat = "invalid_format";
    public const string InvalidJson = "invalid_json";
    public const string TooLong = "too_long";
    public const string TooMany = "too_many";
    public const string OutOfRange = "out_of_range";
    public const string ContradictsPath = "contradicts_path";
}
