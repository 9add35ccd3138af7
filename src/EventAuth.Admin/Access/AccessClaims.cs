namespace EventAuth.Admin.Access;

/// <summary>What somebody carries along besides name and role, to be looked up again whenever it matters.</summary>
internal static class AccessClaims
{
    /// <summary>The id of the sign-in, of a person.</summary>
    public const string SignIn = "eventauth:sign-in";

    /// <summary>The id of the record, of an API key.</summary>
    public const string ApiKey = "eventauth:api-key";

    /// <summary>The stamp that changes with the password, of a person.</summary>
    public const string Stamp = "AspNet.Identity.SecurityStamp";
}
