using System.Net;
using System.Text.RegularExpressions;

namespace EventAuth.Admin.Tests.Accounts;

/// <summary>Fills in and sends a form of a page, as a browser does.</summary>
internal static partial class HtmlForm
{
    /// <summary>Opens the page, fills in the fields, keeps the hidden ones, and sends the form.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, Uri page, params (string Name, string Value)[] typed) =>
        browser.SubmitAsync(page, "/", typed);

    /// <summary>The same with one of several forms: the one whose action begins like this.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, Uri page, string action, params (string Name, string Value)[] typed) =>
        browser.SubmitToAsync(page, action, to: null, typed);

    /// <summary>The same by a button that sends the form to another address (<c>formaction</c>).</summary>
    public static async Task<HttpResponseMessage> SubmitToAsync(this HttpClient browser, Uri page, string action, string? to, params (string Name, string Value)[] typed)
    {
        var send = await browser.FillInAsync(page, action, to, typed);
        return await send();
    }

    /// <summary>The same by many at the same time: all of them have the form before the first one sends it.</summary>
    /// <param name="browsers">One for each, in order.</param>
    /// <param name="page">The page with the form.</param>
    /// <param name="typed">What the person with each index types.</param>
    public static async Task<HttpResponseMessage[]> SubmitAtOnceAsync(
        this IEnumerable<HttpClient> browsers, Uri page, Func<int, (string Name, string Value)[]> typed)
    {
        var sends = await Task.WhenAll(browsers.Select((browser, index) => browser.FillInAsync(page, "/", to: null, typed(index))));
        return await Task.WhenAll(sends.Select(send => send()));
    }

    public static Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string email, string password, string page = "/sign-in") =>
        browser.SubmitAsync(new Uri(page, UriKind.Relative), ("email", email), ("password", password));

    // The returned function sends the form.
    private static async Task<Func<Task<HttpResponseMessage>>> FillInAsync(
        this HttpClient browser, Uri page, string action, string? to, (string Name, string Value)[] typed)
    {
        var html = await browser.GetStringAsync(page);
        html = html[html.IndexOf($"method=\"post\" action=\"{action}", StringComparison.Ordinal)..];
        html = html[..html.IndexOf("</form>", StringComparison.Ordinal)];
        var fields = HiddenField().Matches(html).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        var address = new Uri(to ?? FormAction().Match(html).Groups["action"].Value, UriKind.Relative);
        return () => browser.PostAsync(address, new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)""", RegexOptions.None, 1000)]
    private static partial Regex HiddenField();

    [GeneratedRegex("""method="post" action="(?<action>[^"]*)""", RegexOptions.None, 1000)]
    private static partial Regex FormAction();
}
