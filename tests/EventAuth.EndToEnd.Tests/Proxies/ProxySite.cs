using System.Text.RegularExpressions;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Proxies;

/// <summary>The sites for nginx in docs/proxy.md, docs/first-party.md and deploy, and common variants of them.</summary>
internal sealed partial record ProxySite(string Text)
{
    public static ProxySite Read() => new(Example().Match(ReadFile("docs", "proxy.md")).Groups["site"].Value);

    /// <summary>The site in front of two nodes, in deploy/nginx-nodes.conf, with these addresses of their listeners.</summary>
    public static ProxySite ReadNodes(AdminProgram one, AdminProgram other) => new ProxySite(ReadFile("deploy", "nginx-nodes.conf"))
        .Replace("10.0.0.11:5080", one.Admin.Authority)
        .Replace("10.0.0.12:5080", other.Admin.Authority)
        .Replace("10.0.0.11:5081", one.IngestListener.Authority)
        .Replace("10.0.0.12:5081", other.IngestListener.Authority)
        .Replace("/etc/ssl/events.example.pem", "site.pem")
        .Replace("/etc/ssl/events.example.key", "site.key");

    /// <summary>The site of a shop with EventAuth under a path of it, in docs/first-party.md, with these addresses of both.</summary>
    public static ProxySite ReadFirstParty(Uri shop, AdminProgram program) =>
        new ProxySite(Example().Match(ReadFile("docs", "first-party.md")).Groups["site"].Value)
            .Replace("http://127.0.0.1:5090", shop.GetLeftPart(UriPartial.Authority))
            .Replace("http://127.0.0.1:5081", program.IngestListener.GetLeftPart(UriPartial.Authority))
            .Replace("/etc/ssl/shop.example.", "/etc/ssl/console.example.");

    /// <summary>The same in front of this program.</summary>
    public ProxySite Before(Uri program) => Replace("http://127.0.0.1:5080", program.GetLeftPart(UriPartial.Authority));

    /// <summary>The same on this address of this machine, with its own certificate.</summary>
    public ProxySite At(int port) =>
        Replace("listen 443 ssl", $"listen 127.0.0.1:{port} ssl")
            .Replace("/etc/ssl/console.example.pem", "site.pem")
            .Replace("/etc/ssl/console.example.key", "site.key");

    /// <summary>Replaces what must be there.</summary>
    public ProxySite Replace(string old, string @new)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        return new ProxySite(Text.Replace(old, @new, StringComparison.Ordinal));
    }

    /// <summary>With only <c>proxy_pass</c>.</summary>
    public ProxySite Bare() => new(Setting().Replace(Text, ""));

    private static string ReadFile(params string[] path)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EventAuth.Admin.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return File.ReadAllText(Path.Combine([folder, .. path]));
    }

    [GeneratedRegex("```nginx\n(?<site>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();

    [GeneratedRegex("^ *(proxy_set_header|proxy_http_version) .*;\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
