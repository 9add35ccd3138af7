using System.Globalization;
using System.Text;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.Testing;

namespace EventAuth.Benchmarks.Ingest.Proofs;

/// <summary>The benchmark's events with proven tokens: 1,000 customers, each with a browser's key; a new proof for each request.</summary>
internal sealed class ProvenRequests : IDisposable
{
    private const int Customers = 1_000;
    private const int EventSlot = 2_560;
    private const int BatchSlot = 64 * 1_024;

    // As the requests name the host.
    private const string Address = "http://127.0.0.1";

    private readonly BrowserKey[] _keys = [.. Enumerable.Range(0, Customers).Select(_ => BrowserKey.Create())];
    private readonly string[] _tokens;
    private readonly Workbench _bench;

    public ProvenRequests(Workbench bench)
    {
        _bench = bench;
        using var rsa = bench.Key.Open();
        using var shop = SigningKey.Import(rsa.ExportPkcs8PrivateKeyPem());
        _tokens = [.. _keys.Select((key, customer) => shop.Token(
            key.Confirm(string.Create(CultureInfo.InvariantCulture, $"c-{customer + 1:D7}")), lifetime: TimeSpan.FromDays(1)))];
    }

    /// <summary>So many single events.</summary>
    public RequestFile Singles(int count) => Make(count, EventSlot, RequestText.EventPath, Single);

    /// <summary>So many batches of 100.</summary>
    public RequestFile Batches(int count) => Make(count, BatchSlot, RequestText.BatchPath, Batch);

    public void Dispose() => Array.ForEach(_keys, key => key.Dispose());

    private static string Single(int slot) => EventBodies.WithToken(slot % EventBodies.Count, RequestFiles.BrowserOf(slot % Customers));

    private static string Batch(int slot) => new StringBuilder("[")
        .AppendJoin(',', Enumerable.Range(slot, RequestFiles.EventsOfBatch).Select(i =>
            EventBodies.WithToken(i % EventBodies.Count, RequestFiles.BrowserOf(slot % Customers))))
        .Append(']').ToString();

    // Bodies are made once for each customer, as many as the other side has.
    private RequestFile Make(int count, int slotLength, string path, Func<int, string> body)
    {
        var file = Path.Combine(_bench.Cache.NewFolder("proofs"), "proven.requests");
        string[] bodies = [.. Enumerable.Range(0, Customers).Select(body)];
        return RequestFile.OpenOrMake(file, slotLength, count, slot =>
        {
            var customer = slot % Customers;
            var (token, sent) = (_tokens[customer], Encoding.UTF8.GetBytes(bodies[customer]));
            var head = string.Create(
                CultureInfo.InvariantCulture,
                $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: DPoP {token}\r\n"
                + $"DPoP: {_keys[customer].Prove(token, Address + path)}\r\nContent-Length: {sent.Length}\r\n\r\n");
            return [.. Encoding.ASCII.GetBytes(head), .. sent];
        });
    }
}
