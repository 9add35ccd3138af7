namespace EventAuth.Ingest.Requests;

/// <summary>Where the members of an event stand, as <c>errors</c> and causes name them.</summary>
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

    /// <summary>The path with the name of an attribute, which is the sender's word, left out.</summary>
    public static string WithoutSentNames(string path) => path switch
    {
        ClientUuid or ClientEmail or ClientCustomId or ClientAttributes => path,
        _ when path.StartsWith(ClientAttributes + ".", StringComparison.Ordinal) => ClientAttributes + ".*",
        _ when path.StartsWith(Client + ".", StringComparison.Ordinal) => Client + ".*",
        _ => path,
    };
}
