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
        _profiles.Recall(7, IdentifierKind.Uuid, "u", LinkProof.None);

        var profile = _profiles.Find(IdentifierKind.Uuid, "u")!;
        Assert.Equal((7, "u", false), (profile.Id, profile.Uuid, profile.IsRecognized));
        Assert.False(_profiles.IsProven(IdentifierKind.Uuid, "u"));
        Assert.Null(_profiles.Find(IdentifierKind.Uuid, "other"));
        Assert.False(_profiles.IsProven(IdentifierKind.Uuid, "other"));
    }

    [Fact]
    public void Recall_EmailAndCustomId_AreKnownWithTheirProof()
    {
        _profiles.Recall(7, IdentifierKind.Uuid, "u", LinkProof.SentWithToken);
        _profiles.Recall(7, IdentifierKind.Email, "e", LinkProof.None);
        _profiles.Recall(7, IdentifierKind.CustomId, "c", LinkProof.Token);

        var profile = _profiles.Find(IdentifierKind.Email, "e")!;
        Assert.Same(profile, _profiles.Find(IdentifierKind.CustomId, "c"));
        Assert.Equal(("e", false, "c", true), (profile.Email, profile.EmailProven, profile.CustomId, profile.CustomIdProven));
        Assert.True(_profiles.IsProven(IdentifierKind.CustomId, "c"));
        Assert.False(_profiles.IsProven(IdentifierKind.Email, "e"));
    }

    [Fact]
    public void Recall_ProofOfWhatItHad_IsProven()
    {
        _profiles.Recall(7, IdentifierKind.Email, "e", LinkProof.None);
        _profiles.Recall(7, IdentifierKind.Email, "e", LinkProof.Token);

        Assert.True(_profiles.Find(IdentifierKind.Email, "e")!.EmailProven);
        Assert.True(_profiles.IsProven(IdentifierKind.Email, "e"));
    }

    [Fact]
    public void Recall_AnotherEmail_ReplacesTheFormerOne()
    {
        _profiles.Recall(7, IdentifierKind.Email, "former", LinkProof.None);
        _profiles.Recall(7, IdentifierKind.Email, "present", LinkProof.Token);

        Assert.Null(_profiles.Find(IdentifierKind.Email, "former"));
        Assert.Equal(("present", true), (_profiles.Find(IdentifierKind.Email, "present")!.Email, _profiles.Find(IdentifierKind.Email, "present")!.EmailProven));
    }

    [Fact]
    public void Recall_EmailThatSomebodyElseGotSince_StaysTheirsWhenItIsReplaced()
    {
        _profiles.Recall(7, IdentifierKind.Email, "e", LinkProof.None);
        _profiles.Recall(8, IdentifierKind.Email, "e", LinkProof.Token);
        _profiles.Recall(7, IdentifierKind.Email, "another", LinkProof.None);

        Assert.Equal(8, _profiles.Find(IdentifierKind.Email, "e")!.Id);
    }

    // Both are recorded in one transaction, in either order.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Recall_TakenIdentifier_IsOfTheOtherAndTheFormerOwnerIsAnonymous(bool isTakenFirst)
    {
        _profiles.Recall(7, IdentifierKind.Uuid, "u7", LinkProof.None);
        _profiles.Recall(7, IdentifierKind.Email, "e", LinkProof.None);
        _profiles.Recall(8, IdentifierKind.Uuid, "u8", LinkProof.None);

        foreach (var isTaken in (bool[])[isTakenFirst, !isTakenFirst])
        {
            _profiles.Recall(isTaken ? 7 : 8, IdentifierKind.Email, "e", isTaken ? LinkProof.Taken : LinkProof.Token);
        }

        var owner = _profiles.Find(IdentifierKind.Email, "e")!;
        Assert.Equal((8, "e"), (owner.Id, owner.Email));
        Assert.False(_profiles.Find(IdentifierKind.Uuid, "u7")!.IsRecognized);
    }

    [Fact]
    public void Recall_MergedProfile_GivesItsUuidsToTheOther()
    {
        _profiles.Recall(7, IdentifierKind.Uuid, "u1", LinkProof.None);
        _profiles.Recall(8, IdentifierKind.Uuid, "u2", LinkProof.Token);
        var (merged, kept) = (_profiles.Find(IdentifierKind.Uuid, "u1")!, _profiles.Find(IdentifierKind.Uuid, "u2")!);

        _profiles.Recall(8, IdentifierKind.Uuid, "u1", LinkProof.SentWithToken);

        Assert.Same(kept, _profiles.Find(IdentifierKind.Uuid, "u1"));
        Assert.Equal(("u1", null), (_profiles.FirstUuid(kept), _profiles.FirstUuid(merged)));
    }

    [Fact]
    public void Recall_ProfileFirstKnownByItsEmail_GetsItsUuidLater()
    {
        _profiles.Recall(7, IdentifierKind.Email, "e", LinkProof.Token);
        _profiles.Recall(7, IdentifierKind.Uuid, "u", LinkProof.Server);

        Assert.Equal("u", _profiles.Find(IdentifierKind.Email, "e")!.Uuid);
        Assert.Equal("u", _profiles.FirstUuid(_profiles.Find(IdentifierKind.Email, "e")!));
    }

    [Fact]
    public void Create_AfterRecalled_IsAnotherProfile()
    {
        _profiles.Recall(7, IdentifierKind.Uuid, "u", LinkProof.None);

        Assert.NotEqual(7, _profiles.Create("new", DateTimeOffset.UnixEpoch).Id);
    }
}
