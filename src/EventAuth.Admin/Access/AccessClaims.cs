namespace EventAuth.Admin.Access;

/// <summary>What is known about somebody besides name and role, to be looked up again whenever it matters.</summary>
internal static class AccessClaims
{
    /// <summary>The id of a person's sign-in.</summary>
    public const string SignIn = "eventauth:sign-in";

    /// <summary>The id of an API key's record.</summary>
    public const string ApiKey = "eventauth:api-key";

    /// <summary>The stamp that changes with a person's password.</summary>
    public const string Stamp = "AspNet.Identity.SecurityStamp";
}
