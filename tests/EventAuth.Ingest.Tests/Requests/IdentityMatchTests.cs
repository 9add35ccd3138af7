using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest.Tests.Requests;

public sealed class IdentityMatchTests : ReaderTest
{
    [Theory]
    [InlineData("", null)]
    [InlineData("\"uuid\":\"5F0C1D2E-3A4B-4C5D-8E6F-708192A3B4C5\"", null)]
    [InlineData("\"uuid\":\"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c6\"", "client.uuid")]
    [InlineData("\"email\":\"A@B.C\"", null)]
    [InlineData("\"email\":\"a@b.d\"", "client.email")]
    [InlineData("\"email\":\"É@b.c\"", "client.email")]
    [InlineData("\"customId\":\"c-17\"", null)]
    [InlineData("\"customId\":\"C-17\"", "client.customId")]
    [InlineData("\"attributes\":{\"email\":\"x@y.z\",\"customId\":\"other\"}", null)]
    public void FindDifference_BothCarryAnIdentifier_MustBeEqual(string client, string? difference)
    {
        var token = new TokenIdentity(Uuid, "a@b.c", "c-17");
        var entry = JournalEntryOf(Read($$$"""{"action":"a.b","client":{{{{client}}}}}""", hasToken: true));
        Assert.Equal(difference, IdentityMatch.FindDifference(token, entry));
    }

    private static JournalEntry JournalEntryOf(ReadEvent reading)
    {
        var entry = new JournalEntry();
        Entry(reading).FillInto(entry);
        return entry;
    }

    [Fact]
    public void FindDifference_TokenWithoutTheIdentifier_IsNone()
    {
        var entry = JournalEntryOf(ReadWithClient("\"email\":\"a@b.c\",\"customId\":\"c\""));
        Assert.Null(IdentityMatch.FindDifference(new TokenIdentity(Uuid, null, null), entry));
    }

    [Fact]
    public void FindDifference_EmailBeyondAscii_FoldsAsciiOnly()
    {
        var entry = JournalEntryOf(ReadWithClient("\"email\":\"ÄB@c\""));
        Assert.Null(IdentityMatch.FindDifference(new TokenIdentity(null, "Äb@C", null), entry));
        Assert.Equal("client.email", IdentityMatch.FindDifference(new TokenIdentity(null, "äb@c", null), entry));
    }
}
