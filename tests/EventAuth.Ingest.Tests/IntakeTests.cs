using System.Text;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Tests.Requests;
using EventAuth.Testing;
using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest.Tests;

/// <summary>One intake serves request after request; none sees anything of the one before.</summary>
public sealed class IntakeTests : ReaderTest
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
        var intake = new Intake();
        ReadInto(intake, before);
        intake.Clear();

        Assert.Equivalent(Read(Bare).Entry, ReadInto(intake, Bare).Entry, strict: true);
    }

    [Fact]
    public void Event_InEveryOrder_IsReadAsByAFreshReader()
    {
        string[] bodies = [Bare, Full, "[]", Bare + " ", "{\"action\":1}", Full.Replace("city", "town", StringComparison.Ordinal), "", Body(300), Body(20)];
        var intake = new Intake();
        foreach (var (first, second) in bodies.SelectMany(first => bodies.Select(second => (first, second))))
        {
            ReadInto(intake, first);
            intake.Clear();

            Assert.Equivalent(Read(second), ReadInto(intake, second), strict: true);
            intake.Clear();
        }
    }

    [Fact]
    public void Batch_AfterALargerOne_IsReadAsIfItWereTheFirst()
    {
        var intake = new Intake();
        ReadBatchInto(intake, $"[{string.Join(',', Enumerable.Repeat(Full, 500))}]");
        intake.Clear();

        Assert.Equivalent(new[] { Read(Bare), Read(Full) }, ReadBatchInto(intake, $"[{Bare},{Full}]"), strict: true);
    }

    [Fact]
    public void Clear_AfterALargeBody_GivesItsRoomBack()
    {
        var intake = new Intake();
        ReadInto(intake, Body(2_000));
        Assert.True(intake.Body.Capacity > 16 * 1024);

        intake.Clear();

        Assert.InRange(intake.Body.Capacity, 1, 8 * 1024);
        Assert.Equal(0, intake.Body.Length);
    }

    [Fact]
    public void Pool_UsedIntake_ComesBackEmpty()
    {
        var pool = new DefaultObjectPool<Intake>(new DefaultPooledObjectPolicy<Intake>());
        var intake = pool.Get();
        ReadInto(intake, Full);
        pool.Return(intake);

        var again = pool.Get();
        Assert.Same(intake, again);
        Assert.Equal((0, 0), (again.Append.Count, again.Body.Length));
        Assert.NotSame(again, pool.Get());
    }

    private static string Body(int members) =>
        $$$"""{"action":"page.visit","client":{"uuid":"{{{Uuid}}}"},"params":{{{{string.Join(',', Enumerable.Range(0, members).Select(i => $"\"member{i}\":\"v\\u0061lue\""))}}}}}""";

    private static ReadEvent ReadInto(Intake intake, string json)
    {
        Write(intake, json);
        var entry = intake.Append.Add();
        return ReadEvent.Of(intake.Reader.ReadEvent(intake.Body.WrittenMemory, hasToken: false, ReceivedAt, entry), entry);
    }

    private static List<ReadEvent> ReadBatchInto(Intake intake, string json)
    {
        Write(intake, json);
        Assert.Equal(ReadFault.None, intake.Reader.OpenBatch(intake.Body.WrittenMemory, out var count));
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var entry = intake.Append.Add();
                return ReadEvent.Of(intake.Reader.ReadElement(intake.Body.WrittenMemory, i, hasToken: false, ReceivedAt, 100, entry), entry);
            }),
        ];
    }

    private static void Write(Intake intake, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        bytes.CopyTo(intake.Body.GetSpan(bytes.Length));
        intake.Body.Advance(bytes.Length);
    }
}
