namespace EventAuth.Admin.Explanations;

/// <summary>Addresses of the page "Connect your site".</summary>
internal static class ConnectAddress
{
    /// <summary>The page, relative to the console.</summary>
    public const string Page = "connect-your-site";

    /// <summary>The id of its card "Sign tokens in your backend".</summary>
    public const string SigningAnchor = "sign-tokens";

    /// <summary>That card.</summary>
    public const string SigningCode = Page + "#" + SigningAnchor;
}
