namespace EventAuth.Admin.Access;

/// <summary>What people and keys may do. Each role may do everything that the one before may.</summary>
internal static class Roles
{
    /// <summary>Can view everything except who has access.</summary>
    public const string Viewer = "Viewer";

    /// <summary>Can also change the lists and the catalogue.</summary>
    public const string Editor = "Editor";

    /// <summary>Full access: certificate, people, API keys.</summary>
    public const string Administrator = "Administrator";

    /// <summary>From the lowest to the highest.</summary>
    public static ImmutableArray<string> All { get; } = [Viewer, Editor, Administrator];

    /// <summary>The roles that may do what <paramref name="least"/> may.</summary>
    public static IEnumerable<string> From(string least) => All.SkipWhile(role => role != least);

    /// <summary>Whether a role may do what <paramref name="least"/> may; never for an invalid role name.</summary>
    public static bool Reaches(string role, string least) => From(least).Contains(role, StringComparer.Ordinal);

    /// <summary>Whether somebody has at least this role, as far as is known here; services use <see cref="CurrentRights"/>.</summary>
    public static bool Reaches(ClaimsPrincipal who, string least) =>
        who.Identity is { IsAuthenticated: true } && From(least).Any(who.IsInRole);
}
