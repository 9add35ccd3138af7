using EventAuth.Ingest.Sdk;

namespace EventAuth.Admin.Snippets;

/// <summary>What a site's own pages need to send events with the SDK of this installation.</summary>
/// <param name="Page">The script tag, and what every page does.</param>
/// <param name="Form">How the content of a form is sent.</param>
/// <param name="Login">What a page does when a customer signs in and out.</param>
internal sealed record SiteCode(string Page, string Form, string Login)
{
    /// <summary>The code of an installation.</summary>
    /// <param name="endpoint">Where pages reach the ingest listener, without a slash at its end.</param>
    /// <param name="proof">Whether tokens must be proven.</param>
    public static SiteCode Of(string endpoint, bool proof) => new(
        SnippetText.Read("page").Fill(
            [("script", ScriptAt(endpoint)), ("integrity", Integrity), ("endpoint", endpoint), .. Marks(proof)]),
        SnippetText.Read("form").Fill(),
        SnippetText.Read("login").Fill(Marks(proof)));

    /// <summary>Where the script is, with the version for which <see cref="Integrity"/> holds.</summary>
    public static string ScriptAt(string endpoint) => endpoint + SdkFile.Script.VersionedPath;

    /// <summary>The hash of the script, as the attribute <c>integrity</c> has it.</summary>
    public static string Integrity => SdkFile.Script.Integrity;

    private static (string Name, string? Value)[] Marks(bool proof) => [("proof", proof ? "" : null), ("no-proof", proof ? null : "")];
}
