using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventAuth.Benchmarks.Ingest.Inputs;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>Writes to InfluxDB: its own line protocol and an HS256 token of its user, the same facts as in our events.</summary>
internal static class LineProtocol
{
    /// <summary>The secret that signs and checks the tokens.</summary>
    public const string Secret = "benchmark-secret-of-32-characters";

    private const string Path = "/write?db=bench";

    /// <summary>A write of one event of a customer. The server gives the time, in nanoseconds: it keeps one row for each time and series.</summary>
    public static byte[] Write(int customer, int body, long expires) => RequestText.Post(Path, Token(Secret, expires), Line(customer, body), "text/plain");

    /// <summary>The same with a token signed with another secret.</summary>
    public static byte[] Forged(int customer, long expires) => RequestText.Post(Path, Token("another-secret-of-32-characters--", expires), Line(customer, 0), "text/plain");

    private static string Line(int customer, int body)
    {
        var parameters = EventBodies.Parameters(body).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"event,customer=c-{customer + 1:D7} action=\"product.view\",label=\"Walking boots\",params=\"{parameters}\"");
    }

    private static string Token(string secret, long expires)
    {
        var input = Encode("""{"alg":"HS256","typ":"JWT"}""") + "." + Encode(string.Create(CultureInfo.InvariantCulture, $$"""{"username":"bench","exp":{{expires}}}"""));
        return input + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(input)));
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
