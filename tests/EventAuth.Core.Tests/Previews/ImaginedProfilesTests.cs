using EventAuth.Core.Previews;
using EventAuth.Core.Profiles;

namespace EventAuth.Core.Tests.Previews;

/// <summary>Profiles as they were, from the links that they got and lost.</summary>
public sealed class ImaginedProfilesTests
{
    private readonly ImaginedProfiles _profiles = new();

    [Fact]
    public void Recall_Uuid_IsOfAnAnonymousCustomer()
    {
        _profiles.Recall(new(7, IdentifierKind.Uuid, Hash("u"), LinkProof.None));

        var profile = _profiles.Find(IdentifierKind.Uuid, Text("u"))!;
        Assert.Equal((7, Text("u"), false), (profile.Id, profile.Uuid, profile.IsRecognized));
        Assert.False(_profiles.IsProven(IdentifierKind.Uuid, Text("u")));
        Assert.Null(_profiles.Find(IdentifierKind.Uuid, Text("other")));
        Assert.False(_profiles.IsProven(IdentifierKind.Uuid, Text("other")));
    }

    [Fact]
    public void Recall_EmailAndCustomId_AreKnownWithTheirProof()
    {
        _profiles.Recall(new(7, IdentifierKind.Uuid, Hash("u"), LinkProof.SentWithToken));
        _profiles.Recall(new(7, IdentifierKind.Email, Hash("e"), LinkProof.None));
        _profiles.Recall(new(7, IdentifierKind.CustomId, Hash("c"), LinkProof.Token));

        var profile = _profiles.Find(IdentifierKind.Email, Text("e"))!;
        Assert.Same(profile, _profiles.Find(IdentifierKind.CustomId, Text("c")));
        Assert.Equal((Text("e"), false, Text("c"), true), (profile.Email, profile.EmailProven, profile.CustomId, profile.CustomIdProven));
        Assert.True(_profiles.IsProven(IdentifierKind.CustomId, Text("c")));
        Assert.False(_profiles.IsProven(IdentifierKind.Email, Text("e")));
    }

    [Fact]
    public void Recall_ProofOfWhatItHad_IsProven()
    {
        _profiles.Recall(new(7, IdentifierKind.Email, Hash("e"), LinkProof.None));
        _profiles.Recall(new(7, IdentifierKind.Email, Hash("e"), LinkProof.Token));

        Assert.True(_profiles.Find(IdentifierKind.Email, Text("e"))!.EmailProven);
        Assert.True(_profiles.IsProven(IdentifierKind.Email, Text("e")));
    }

    [Fact]
    public void Recall_AnotherEmail_ReplacesTheFormerOne()
    {
        _profiles.Recall(new(7, IdentifierKind.Email, Hash("former"), LinkProof.None));
        _profiles.Recall(new(7, IdentifierKind.Email, Hash("present"), LinkProof.Token));

        Assert.Null(_profiles.Find(IdentifierKind.Email, Text("former")));
        Assert.Equal((Text("present"), true), (_profiles.Find(IdentifierKind.Email, Text("present"))!.Email, _profiles.Find(IdentifierKind.Email, Text("present"))!.EmailProven));
    }

    [Fact]
    public void Recall_EmailThatSomebodyElseGotSince_StaysTheirsWhenItIsReplaced()
    {
        _profiles.Recall(new(7, IdentifierKind.Email, Hash("e"), LinkProof.None));
        _profiles.Recall(new(8, IdentifierKind.Email, Hash("e"), LinkProof.Token));
        _profiles.Recall(new(7, IdentifierKind.Email, Hash("another"), LinkProof.None));

        Assert.Equal(8, _profiles.Find(IdentifierKind.Email, Text("e"))!.Id);
    }

    // Both are recorded in one transaction, in either order.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Recall_TakenIdentifier_IsOfTheOtherAndTheFormerOwnerIsAnonymous(bool isTakenFirst)
    {
        _profiles.Recall(new(7, IdentifierKind.Uuid, Hash("u7"), LinkProof.None));
        _profiles.Recall(new(7, IdentifierKind.Email, Hash("e"), LinkProof.None));
        _profiles.Recall(new(8, IdentifierKind.Uuid, Hash("u8"), LinkProof.None));

        foreach (var isTaken in (bool[])[isTakenFirst, !isTakenFirst])
        {
            _profiles.Recall(new(isTaken ? 7 : 8, IdentifierKind.Email, Hash("e"), isTaken ? LinkProof.Taken : LinkProof.Token));
        }

        var owner = _profiles.Find(IdentifierKind.Email, Text("e"))!;
        Assert.Equal((8, Text("e")), (owner.Id, owner.Email));
        Assert.False(_profiles.Find(IdentifierKind.Uuid, Text("u7"))!.IsRecognized);
    }

    [Fact]
    public void Recall_MergedProfile_GivesItsUuidsToTheOther()
    {
        _profiles.Recall(new(7, IdentifierKind.Uuid, Hash("u1"), LinkProof.None));
        _profiles.Recall(new(8, IdentifierKind.Uuid, Hash("u2"), LinkProof.Token));
        var (merged, kept) = (_profiles.Find(IdentifierKind.Uuid, Text("u1"))!, _profiles.Find(IdentifierKind.Uuid, Text("u2"))!);

        _profiles.Recall(new(8, IdentifierKind.Uuid, Hash("u1"), LinkProof.SentWithToken));

        Assert.Same(kept, _profiles.Find(IdentifierKind.Uuid, Text("u1")));
        Assert.Equal((Text("u1"), null), (_profiles.FirstUuid(kept), _profiles.FirstUuid(merged)));
    }

    [Fact]
    public void Recall_ProfileFirstKnownByItsEmail_GetsItsUuidLater()
    {
        _profiles.Recall(new(7, IdentifierKind.Email, Hash("e"), LinkProof.Token));
        _profiles.Recall(new(7, IdentifierKind.Uuid, Hash("u"), LinkProof.Server));

        Assert.Equal(Text("u"), _profiles.Find(IdentifierKind.Email, Text("e"))!.Uuid);
        Assert.Equal(Text("u"), _profiles.FirstUuid(_profiles.Find(IdentifierKind.Email, Text("e"))!));
    }

    [Fact]
    public void Create_AfterRecalled_IsAnotherProfile()
    {
        _profiles.Recall(new(7, IdentifierKind.Uuid, Hash("u"), LinkProof.None));

        Assert.NotEqual(7, _profiles.Create("new", DateTimeOffset.UnixEpoch).Id);
    }

    private static ulong Hash(string name) => name.Aggregate(0UL, (hash, letter) => (hash << 8) | letter);

    private static string Text(string name) => ImaginedProfiles.TextOf(Hash(name));
}
