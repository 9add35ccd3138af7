namespace EventAuth.Admin.Accounts;

/// <summary>What people and keys may do.</summary>
internal static class Roles
{
    /// <summary>Everything.</summary>
    public const string Administrator = "Administrator";
}
