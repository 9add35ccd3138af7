using System.Globalization;
using System.Text;

namespace EventAuth.Benchmarks.Ingest.Inputs;

/// <summary>Complete HTTP/1.1 requests, as they go over the wire.</summary>
internal static class RequestText
{
    public const string EventPath = "/v4/events/custom";

    public const string BatchPath = "/v4/events/batch";

    /// <summary>A POST of JSON, with or without a token.</summary>
    public static byte[] Post(string path, string? token, string body, string mediaType = "application/json")
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {mediaType}\r\n");
        if (token is not null)
        {
            head.Append("Authorization: Bearer ").Append(token).Append("\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. content];
    }
}
