using System.Text;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>What tests of the reader share.</summary>
public abstract class ReaderTest
{
    protected const string Uuid = "5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5";

    protected static readonly DateTimeOffset ReceivedAt = new(2026, 11, 22, 9, 15, 0, TimeSpan.Zero);

    private protected static ReadEvent Read(string json, bool hasToken = false) => Read(Encoding.UTF8.GetBytes(json), hasToken);

    private protected static ReadEvent Read(byte[] body, bool hasToken = false)
    {
        var entry = new JournalEntry();
        return ReadEvent.Of(new EventRequestReader().ReadEvent(body, hasToken, ReceivedAt, entry), entry);
    }

    private protected static ReadBatch ReadBatch(byte[] body, bool hasToken = false)
    {
        var reader = new EventRequestReader();
        var fault = reader.OpenBatch(body, out var count);
        var room = RequestLimits.BatchProblems;
        var events = new List<ReadEvent>();
        for (var i = 0; i < count; i++)
        {
            var entry = new JournalEntry();
            var read = ReadEvent.Of(reader.ReadElement(body, i, hasToken, ReceivedAt, room, entry), entry);
            room -= read.Errors.Count;
            events.Add(read);
        }

        return new ReadBatch(fault, events);
    }

    /// <summary>An event with further members.</summary>
    private protected static ReadEvent ReadWith(string members) =>
        Read($$$"""{"action":"product.view","client":{"uuid":"{{{Uuid}}}"},{{{members}}}}""");

    /// <summary>An event with further members of its client.</summary>
    private protected static ReadEvent ReadWithClient(string members) =>
        Read($$$"""{"action":"product.view","client":{"uuid":"{{{Uuid}}}",{{{members}}}}}""");

    private protected static PlainEvent Entry(ReadEvent reading)
    {
        Assert.Empty(reading.Errors);
        Assert.Equal(ReadFault.None, reading.Fault);
        return Assert.IsType<PlainEvent>(reading.Entry);
    }

    private protected static void AssertErrors(ReadEvent reading, params string[] fieldsAndCodes)
    {
        Assert.Null(reading.Entry);
        Assert.Equal(ReadFault.None, reading.Fault);
        Assert.Equal(fieldsAndCodes, reading.Errors.Select(error => $"{error.Field} {error.Code}"));
    }

    protected static string Text(int length) => new('x', length);
}
