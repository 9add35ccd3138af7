using System.Text;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Tests.Requests;
using EventAuth.Testing;
using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest.Tests;

/// <summary>One scratch serves request after request; none sees data of the one before.</summary>
public sealed class RequestScratchTests : ReaderTest
{
    private const string Bare = $$$"""{"action":"page.visit","client":{"uuid":"{{{Uuid}}}"}}""";

    private const string Full =
        """
        {"action":"product.view","label":"Label \u00e9","client":{"uuid":"11111111-AAAA-4000-8000-000000000001","email":"anna@shop.example","customId":"c-17","city":"Wien","c\u0069ty2":"W\u0069en",
        "attributes":{"size":"M","city":"Graz"}},"params":{"secret":"of Anna"},"time":"2026-11-22T10:15:00.000+01:00","eventSalt":"salt-1"}
        """;

    [Theory]
    [InlineData(Full)]
    [InlineData("""{"action":"product.view","label":"kept?","client":{"uuid":"no"},"params":[],"eventSalt":" "}""")]
    [InlineData("""{"action":"product.view","label":"kept?","client":{"uuid":"no","uuid":"twice"}}""")]
    [InlineData("""{"action":"product.view","client":{"email":"a@b.example"},"time":"2030-01-01T00:00:00Z" """)]
    public void Event_AfterAnyOther_IsReadAsIfItWereTheFirst(string before)
    {
        var scratch = new RequestScratch();
        ReadInto(scratch, before);
        scratch.Clear();

        Assert.Equivalent(Read(Bare).Entry, ReadInto(scratch, Bare).Entry, strict: true);
    }

    [Fact]
    public void Event_InEveryOrder_IsReadAsByAFreshReader()
    {
        string[] bodies = [Bare, Full, "[]", Bare + " ", "{\"action\":1}", Full.Replace("city", "town", StringComparison.Ordinal), "", Body(300), Body(20)];
        var scratch = new RequestScratch();
        foreach (var (first, second) in bodies.SelectMany(first => bodies.Select(second => (first, second))))
        {
            ReadInto(scratch, first);
            scratch.Clear();

            Assert.Equivalent(Read(second), ReadInto(scratch, second), strict: true);
            scratch.Clear();
        }
    }

    [Fact]
    public void Batch_AfterALargerOne_IsReadAsIfItWereTheFirst()
    {
        var scratch = new RequestScratch();
        ReadBatchInto(scratch, $"[{string.Join(',', Enumerable.Repeat(Full, 500))}]");
        scratch.Clear();

        Assert.Equivalent(new[] { Read(Bare), Read(Full) }, ReadBatchInto(scratch, $"[{Bare},{Full}]"), strict: true);
    }

    [Fact]
    public void Clear_AfterALargeBody_GivesItsRoomBack()
    {
        var scratch = new RequestScratch();
        ReadInto(scratch, Body(2_000));
        Assert.True(scratch.Body.Capacity > 16 * 1024);

        scratch.Clear();

        Assert.InRange(scratch.Body.Capacity, 1, 8 * 1024);
        Assert.Equal(0, scratch.Body.Length);
    }

    [Fact]
    public void Pool_UsedScratch_ComesBackEmpty()
    {
        var pool = new DefaultObjectPool<RequestScratch>(new DefaultPooledObjectPolicy<RequestScratch>());
        var scratch = pool.Get();
        ReadInto(scratch, Full);
        pool.Return(scratch);

        var again = pool.Get();
        Assert.Same(scratch, again);
        Assert.Equal((0, 0), (again.Append.Count, again.Body.Length));
        Assert.NotSame(again, pool.Get());
    }

    private static string Body(int members) =>
        $$$"""{"action":"page.visit","client":{"uuid":"{{{Uuid}}}"},"params":{{{{string.Join(',', Enumerable.Range(0, members).Select(i => $"\"member{i}\":\"v\\u0061lue\""))}}}}}""";

    private static ReadEvent ReadInto(RequestScratch scratch, string json)
    {
        Write(scratch, json);
        var entry = scratch.Append.Add();
        return ReadEvent.Of(scratch.Reader.ReadEvent(scratch.Body.WrittenMemory, hasToken: false, ReceivedAt, entry), entry);
    }

    private static List<ReadEvent> ReadBatchInto(RequestScratch scratch, string json)
    {
        Write(scratch, json);
        Assert.Equal(ReadFault.None, scratch.Reader.OpenBatch(scratch.Body.WrittenMemory, out var count));
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var entry = scratch.Append.Add();
                return ReadEvent.Of(scratch.Reader.ReadElement(scratch.Body.WrittenMemory, i, hasToken: false, ReceivedAt, 100, entry), entry);
            }),
        ];
    }

    private static void Write(RequestScratch scratch, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        bytes.CopyTo(scratch.Body.GetSpan(bytes.Length));
        scratch.Body.Advance(bytes.Length);
    }
}
