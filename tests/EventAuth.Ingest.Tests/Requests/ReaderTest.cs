using System.Text;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>What tests of the reader share.</summary>
public abstract class ReaderTest
{
    protected const string Uuid = "5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5";

    protected static readonly DateTimeOffset ReceivedAt = new(2026, 11, 22, 9, 15, 0, TimeSpan.Zero);

    private protected static EventReading Read(string json, bool hasToken = false) =>
        EventRequestReader.Read(Encoding.UTF8.GetBytes(json), hasToken, ReceivedAt);

    /// <summary>An event with further members.</summary>
    private protected static EventReading ReadWith(string members) =>
        Read($$$"""{"action":"product.view","client":{"uuid":"{{{Uuid}}}"},{{{members}}}}""");

    /// <summary>An event with further members of its client.</summary>
    private protected static EventReading ReadWithClient(string members) =>
        Read($$$"""{"action":"product.view","client":{"uuid":"{{{Uuid}}}",{{{members}}}}}""");

    private protected static JournalEntry Entry(EventReading reading)
    {
        Assert.Empty(reading.Errors);
        Assert.Equal(ReadFault.None, reading.Fault);
        return Assert.IsType<JournalEntry>(reading.Entry);
    }

    private protected static void AssertErrors(EventReading reading, params string[] fieldsAndCodes)
    {
        Assert.Null(reading.Entry);
        Assert.Equal(ReadFault.None, reading.Fault);
        Assert.Equal(fieldsAndCodes, reading.Errors.Select(error => $"{error.Field} {error.Code}"));
    }

    protected static string Text(int length) => new('x', length);
}
