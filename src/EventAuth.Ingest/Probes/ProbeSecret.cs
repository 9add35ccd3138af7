using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Probes;

/// <summary>
/// How this process recognizes the events that it sends itself to prove its enforcement. They take the way of any other event, and nothing
/// of them is stored, counted, measured or traced. The secret is made at each start and never leaves the process: a sender without it
/// sends an ordinary event.
/// </summary>
public sealed class ProbeSecret
{
    /// <summary>
    /// The <c>User-Agent</c> of probes. The server finds this header without a search, so that ordinary events are told apart by the
    /// length of it and pay for nothing else.
    /// </summary>
    public const string Agent = "EventAuth-Probe";

    /// <summary>The header with the secret.</summary>
    public const string Header = "EventAuth-Probe-Secret";

    private const int Bytes = 32;

    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Makes a request a probe.</summary>
    public void AddTo(HttpRequestMessage request)
    {
        request.Headers.UserAgent.ParseAdd(Agent);
        request.Headers.Add(Header, _secret);
    }

    /// <summary>Whether a request is a probe of this process.</summary>
    internal bool IsIn(HttpRequest request)
    {
        var headers = request.Headers;
        return headers.UserAgent is [Agent] && headers[Header] is [{ } sent] && Is(sent);
    }

    private bool Is(string sent) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(sent.AsSpan()), MemoryMarshal.AsBytes(_secret.AsSpan()));
}
