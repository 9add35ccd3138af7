using System.Text.RegularExpressions;

namespace EventAuth.EndToEnd.Tests.Proxies;

/// <summary>The site for nginx in docs/proxy.md, and common variants of it.</summary>
internal sealed partial record ProxySite(string Text)
{
    public static ProxySite Read()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EventAuth.Admin.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return new ProxySite(Example().Match(File.ReadAllText(Path.Combine(folder, "docs", "proxy.md"))).Groups["site"].Value);
    }

    /// <summary>The same on this address of this machine, in front of this program, with its own certificate.</summary>
    public ProxySite Between(int port, Uri program) =>
        Replace("listen 443 ssl", $"listen 127.0.0.1:{port} ssl")
            .Replace("/etc/ssl/console.example.pem", "site.pem")
            .Replace("/etc/ssl/console.example.key", "site.key")
            .Replace("http://127.0.0.1:5080", program.GetLeftPart(UriPartial.Authority));

    /// <summary>Replaces what must be there.</summary>
    public ProxySite Replace(string old, string @new)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        return new ProxySite(Text.Replace(old, @new, StringComparison.Ordinal));
    }

    /// <summary>With only <c>proxy_pass</c>.</summary>
    public ProxySite Bare() => new(Setting().Replace(Text, ""));

    [GeneratedRegex("```nginx\n(?<site>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();

    [GeneratedRegex("^ *(proxy_set_header|proxy_http_version) .*;\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
