using System.Text;
using EventAuth.Ingest;

namespace EventAuth.Benchmarks.Micro;

/// <summary>Bodies as a shop sends them.</summary>
internal static class SampleBodies
{
    public const string Uuid = "5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5";

    /// <summary>The smallest possible event.</summary>
    public static byte[] Bare { get; } = Encoding.UTF8.GetBytes($$$"""{"action":"page.visit","client":{"uuid":"{{{Uuid}}}"}}""");

    /// <summary>Everything an event can contain.</summary>
    public static byte[] Full { get; } = Encoding.UTF8.GetBytes(
        $$$"""
        {"action":"product.view","label":"Product page","client":{"uuid":"{{{Uuid}}}","customId":"c-17","email":"anna@shop.example","firstName":"Anna","attributes":{"city":"Wien","size":"M"}},
        "params":{"sku":"A-4711","price":12.5,"tags":["new","sale"]},"time":"2026-11-22T10:15:00.000+01:00","eventSalt":"01JD8ZK6W5Q0"}
        """);

    /// <summary>Puts a body where the server puts what it receives.</summary>
    public static void Receive(RequestScratch scratch, byte[] body)
    {
        body.CopyTo(scratch.Body.GetSpan(body.Length));
        scratch.Body.Advance(body.Length);
    }
}
