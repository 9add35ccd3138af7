using System.Net;
using System.Text.RegularExpressions;

namespace EventAuth.Admin.Tests.Accounts;

/// <summary>Fills in and sends a form of a page, as a browser does.</summary>
internal static partial class HtmlForm
{
    /// <summary>Opens the page, fills in the fields, keeps the hidden ones, and sends the form.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, Uri page, params (string Name, string Value)[] typed) =>
        browser.SubmitAsync(page, "/", typed);

    /// <summary>The same with one of several forms: the one whose action begins so.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, Uri page, string action, params (string Name, string Value)[] typed) =>
        browser.SubmitToAsync(page, action, to: null, typed);

    /// <summary>The same by a button that sends the form to another address (<c>formaction</c>).</summary>
    public static async Task<HttpResponseMessage> SubmitToAsync(this HttpClient browser, Uri page, string action, string? to, params (string Name, string Value)[] typed)
    {
        var html = await browser.GetStringAsync(page);
        html = html[html.IndexOf($"method=\"post\" action=\"{action}", StringComparison.Ordinal)..];
        html = html[..html.IndexOf("</form>", StringComparison.Ordinal)];
        var fields = HiddenField().Matches(html).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        return await browser.PostAsync(new Uri(to ?? FormAction().Match(html).Groups["action"].Value, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    public static Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string email, string password, string page = "/sign-in") =>
        browser.SubmitAsync(new Uri(page, UriKind.Relative), ("email", email), ("password", password));

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)""", RegexOptions.None, 1000)]
    private static partial Regex HiddenField();

    [GeneratedRegex("""method="post" action="(?<action>[^"]*)""", RegexOptions.None, 1000)]
    private static partial Regex FormAction();
}
