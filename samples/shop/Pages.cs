using System.Text.Encodings.Web;

namespace EventAuth.Shop;

/// <summary>The pages: a part of HTML each, in one frame with the menu, the script of the SDK and the panel "What was sent".</summary>
internal sealed class Pages(ShopSettings settings, IWebHostEnvironment environment)
{
    private readonly string _frame = Read(environment, "frame");

    /// <summary>The HTML of a page.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="title">What the browser's tab shows.</param>
    public string Compose(string name, string title)
    {
        var script = settings.Endpoint + "/sdk/eventauth.js";
        var integrity = settings.ScriptIntegrity is { } hash ? $"integrity=\"{Encode(hash)}\" crossorigin=\"anonymous\" " : "";
        return _frame
            .Replace("{{title}}", Encode(title), StringComparison.Ordinal)
            .Replace("{{page}}", Encode(name), StringComparison.Ordinal)
            .Replace("{{script}}", Encode(script), StringComparison.Ordinal)
            .Replace("{{integrity}}", integrity, StringComparison.Ordinal)
            .Replace("{{endpoint}}", Encode(settings.Endpoint), StringComparison.Ordinal)
            .Replace("{{proof}}", settings.ProofOfPossession ? "true" : "false", StringComparison.Ordinal)
            .Replace("{{main}}", Read(environment, name), StringComparison.Ordinal)
            .Replace("{{customers}}", string.Concat(Customer.All.Select(Row)), StringComparison.Ordinal);
    }

    private static string Row(Customer customer) =>
        $"""
        <tr><th scope="row">{Encode(customer.Name)}</th><td>{Encode(customer.Email)}</td><td>{Encode(customer.Password)}</td>
        <td><button type="button" class="quiet" data-email="{Encode(customer.Email)}" data-password="{Encode(customer.Password)}"
        aria-label="Fill in {Encode(customer.Name)}">Fill in</button></td></tr>
        """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string Read(IWebHostEnvironment environment, string name) =>
        File.ReadAllText(Path.Combine(environment.ContentRootPath, "pages", name + ".html"));
}
