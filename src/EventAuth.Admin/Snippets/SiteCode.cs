using EventAuth.Ingest.Sdk;

namespace EventAuth.Admin.Snippets;

/// <summary>What a site's own pages need to send events with the SDK of this installation.</summary>
/// <param name="Page">The script tag, and what every page does.</param>
/// <param name="Form">How the content of a form is sent.</param>
/// <param name="Login">What a page does when a customer signs in and out.</param>
internal sealed record SiteCode(string Page, string Form, string Login)
{
    /// <summary>The code for pages that reach the ingest listener at an address without a slash at its end.</summary>
    public static SiteCode Of(string endpoint) => new(
        SnippetText.Read("page").Fill(
            ("script", ScriptAt(endpoint)), ("integrity", Integrity), ("endpoint", endpoint)),
        SnippetText.Read("form").Fill(),
        SnippetText.Read("login").Fill());

    /// <summary>Where the script is, with the version for which <see cref="Integrity"/> holds.</summary>
    public static string ScriptAt(string endpoint) => endpoint + SdkFile.Script.VersionedPath;

    /// <summary>The hash of the script, as the attribute <c>integrity</c> has it.</summary>
    public static string Integrity => SdkFile.Script.Integrity;
}
