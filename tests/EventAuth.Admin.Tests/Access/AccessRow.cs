namespace EventAuth.Admin.Tests.Access;

/// <summary>One page or call, and the result for each caller, in the order nobody, Viewer, Editor, Administrator.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The route as the program maps it.</param>
/// <param name="Cookie">For people, by their cookie.</param>
/// <param name="Key">For programs, by their API key.</param>
/// <param name="Address">An address that the route matches, if it is not the pattern itself.</param>
internal sealed record AccessRow(string Method, string Pattern, string Cookie, string Key, string? Address = null)
{
    public const string Allowed = "allowed allowed allowed allowed";
    public const string Unauthorized = "401 401 401 401";
    public const string LedToSignIn = "sign-in sign-in sign-in sign-in";
    public const string SignedIn = "sign-in allowed allowed allowed";

    /// <summary>Every page, call, form and health check of the admin listener.</summary>
    public static IReadOnlyList<AccessRow> All { get; } =
    [
        new("GET", "/", SignedIn, LedToSignIn),
        new("GET", "/_framework/opaque-redirect", SignedIn, LedToSignIn),
        .. Page("/overview", "allowed allowed allowed"),
        .. Page("/data-management/events", "allowed allowed allowed"),
        .. Page("/data-management/events/js-sdk-event-settings", "allowed allowed allowed"),
        .. Page("/data-management/events/effective-rules", "allowed allowed allowed"),
        .. Page("/data-management/events/history", "allowed allowed allowed"),
        .. Page("/data-management/events/guarantees", "allowed allowed allowed"),
        .. Page("/profiles", "allowed allowed allowed"),
        .. Page("/profiles/{Uuid}", "allowed allowed allowed", "/profiles/5f0c1a2b-0000-4000-8000-00000000000a"),
        .. Page("/connect-your-site", "allowed allowed allowed"),
        new("GET", "/connect-your-site/test-site", SignedIn, LedToSignIn),
        .. Page("/live", "allowed allowed allowed"),
        .. Page("/explain", "allowed allowed allowed"),
        .. Page("/token-inspector", "allowed allowed allowed"),
        .. Page("/token-inspector/backend", "allowed allowed allowed"),
        .. Page("/not-found", "allowed allowed allowed"),
        .. Page("/access", "403 403 allowed"),
        .. Page("/audit-trail", "403 403 allowed"),
        .. Page("/account", "allowed allowed allowed"),
        .. Page("/account/password", "allowed allowed allowed"),
        .. Page("/account/two-factor", "allowed allowed allowed"),
        new("POST", "/account/two-factor/off", "401 allowed allowed allowed", Unauthorized),
        new("POST", "/account/two-factor/recovery-codes", "401 allowed allowed allowed", Unauthorized),
        new("POST", "/account/sign-out-everywhere", "401 allowed allowed allowed", Unauthorized),
        new("GET", "/audit-trail/export/csv", "sign-in 403 403 allowed", LedToSignIn),
        new("GET", "/audit-trail/export/json", "sign-in 403 403 allowed", LedToSignIn),
        new("GET", "/profiles/{uuid}/export", "sign-in 403 403 allowed", LedToSignIn, "/profiles/5f0c1a2b-0000-4000-8000-00000000000a/export"),

        Call("GET", "/policy", "401 allowed allowed allowed"),
        Call("PUT", "/policy", "401 403 allowed allowed"),
        Call("GET", "/policy/lint", "401 allowed allowed allowed"),
        Call("GET", "/policy/versions", "401 allowed allowed allowed"),
        Call("GET", "/policy/versions/{from}/diff/{to}", "401 allowed allowed allowed", "/api/v1/policy/versions/1/diff/1"),
        Call("POST", "/policy/versions/{version}/restore", "401 403 allowed allowed", "/api/v1/policy/versions/1/restore"),
        Call("POST", "/policy/compare", "401 allowed allowed allowed"),
        Call("POST", "/policy/preview", "401 allowed allowed allowed"),
        Call("GET", "/policy/previews/{id}", "401 allowed allowed allowed", "/api/v1/policy/previews/none"),
        Call("DELETE", "/policy/previews/{id}", "401 allowed allowed allowed", "/api/v1/policy/previews/none"),
        Call("GET", "/policy/pending", "401 allowed allowed allowed"),
        Call("POST", "/policy/pending/keep", "401 403 allowed allowed"),
        Call("POST", "/policy/pending/revert", "401 403 allowed allowed"),
        Call("GET", "/policy/versions/{version}", "401 allowed allowed allowed", "/api/v1/policy/versions/1"),
        Call("GET", "/certificates", "401 allowed allowed allowed"),
        Call("PUT", "/certificate", "401 403 403 allowed"),
        Call("GET", "/audit", "401 403 403 allowed"),
        Call("GET", "/events", "401 allowed allowed allowed"),
        Call("POST", "/events/hide", "401 403 allowed allowed"),
        Call("POST", "/events/show", "401 403 allowed allowed"),
        Call("POST", "/events/delete", "401 403 allowed allowed"),
        Call("GET", "/decisions", "401 allowed allowed allowed"),
        Call("GET", "/decisions/counts", "401 allowed allowed allowed"),
        Call("POST", "/decisions/explain", "401 allowed allowed allowed"),
        Call("GET", "/profiles/{uuid}", "401 allowed allowed allowed", "/api/v1/profiles/5f0c1a2b-0000-4000-8000-00000000000a"),
        Call("GET", "/profiles/{uuid}/activities", "401 allowed allowed allowed", "/api/v1/profiles/5f0c1a2b-0000-4000-8000-00000000000a/activities"),
        Call("DELETE", "/profiles/{uuid}", "401 403 403 allowed", "/api/v1/profiles/5f0c1a2b-0000-4000-8000-00000000000a"),
        Call("GET", "/profiles/{uuid}/export", "401 403 403 allowed", "/api/v1/profiles/5f0c1a2b-0000-4000-8000-00000000000a/export"),
        Call("POST", "/profiles/{uuid}/end-tokens", "401 403 403 allowed", "/api/v1/profiles/5f0c1a2b-0000-4000-8000-00000000000a/end-tokens"),
        Call("POST", "/tokens/inspect", "401 allowed allowed allowed"),
        Call("POST", "/tokens/conformance", "401 allowed allowed allowed"),

        Open("GET", "/openapi/{documentName}.json", "/openapi/v1.json"),
        Open("GET", "/healthz"),
        Open("GET", "/readyz"),
        Open("GET", "/setup"),
        Open("POST", "/setup"),
        Open("GET", "/invitation"),
        Open("POST", "/invitation"),
        Open("GET", "/sign-in"),
        Open("POST", "/sign-in"),
        new("GET", "/sign-in/code", LedToSignIn, LedToSignIn),
        Open("POST", "/sign-in/code"),
        Open("GET", "/recovery"),
        Open("POST", "/recovery"),
        Open("POST", "/sign-out"),

        Live("/_blazor"),
        Live("/_blazor/negotiate"),
        Live("/_blazor/disconnect"),
        Live("/_blazor/initializers"),
    ];

    public string AddressOrPattern => Address ?? Pattern;

    public bool IsOfTheApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Whether the caller must sign in again afterwards; a row without this word makes the next row fail.</summary>
    public bool EndsSignIn => Pattern is "/sign-out" or "/account/sign-out-everywhere";

    /// <summary>Whether the answer is the same for every installation, or a health check.</summary>
    public bool ShowsNothing => Pattern is "/healthz" or "/readyz" || Pattern.StartsWith("/openapi/", StringComparison.Ordinal);

    // The framework maps pages for POST too; a caller who is not signed in gets a status there instead of a redirect to the sign-in page.
    private static IEnumerable<AccessRow> Page(string pattern, string people, string? address = null) =>
    [
        new("GET", pattern, "sign-in " + people, LedToSignIn, address),
        new("POST", pattern, "401 " + people, Unauthorized, address),
    ];

    private static AccessRow Call(string method, string pattern, string key, string? address = null) => new(method, "/api/v1" + pattern, Unauthorized, key, address);

    private static AccessRow Open(string method, string pattern, string? address = null) => new(method, pattern, Allowed, Allowed, address);

    private static AccessRow Live(string pattern) => new("GET", pattern, "401 allowed allowed allowed", Unauthorized);
}
