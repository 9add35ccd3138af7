namespace EventAuth.Admin.Access;

/// <summary>What people and keys may do. Each role may do all that the one before may.</summary>
internal static class Roles
{
    /// <summary>Sees everything but who has access.</summary>
    public const string Viewer = "Viewer";

    /// <summary>Changes the lists and the catalogue.</summary>
    public const string Editor = "Editor";

    /// <summary>Everything: the certificate, people, API keys.</summary>
    public const string Administrator = "Administrator";

    /// <summary>From the least to the most.</summary>
    public static ImmutableArray<string> All { get; } = [Viewer, Editor, Administrator];

    /// <summary>The roles that may do what <paramref name="least"/> may.</summary>
    public static IEnumerable<string> From(string least) => All.SkipWhile(role => role != least);

    /// <summary>Whether a role may do what <paramref name="least"/> may; never for a name that is no role.</summary>
    public static bool Reaches(string role, string least) => From(least).Contains(role, StringComparer.Ordinal);

    /// <summary>Whether somebody has at least this role, as far as is known here; services ask <see cref="CurrentRights"/>.</summary>
    public static bool Reaches(ClaimsPrincipal who, string least) =>
        who.Identity is { IsAuthenticated: true } && From(least).Any(who.IsInRole);
}
