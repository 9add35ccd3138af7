using System.Security.Cryptography;
using EventAuth.Core.Audit;
using static EventAuth.Core.Tests.Audit.AuditTrailText;

namespace EventAuth.Core.Tests.Audit;

public sealed class AuditKeyTests
{
    /// <summary>Built by hand here, so that a change of the format, which would make every old trail look forged, is noticed.</summary>
    [Fact]
    public void Seal_FirstEntry_IsTheHmacOverItsFieldsWithTheirLengths()
    {
        var entry = Assert.Single(Make(1));
        byte[] expected =
        [
            .. Text("EventAuth audit entry 1"), .. Number(1), .. Number(Start.ToUnixTimeMilliseconds()), .. Text("anna@shop.example"), .. Text("192.0.2.7"),
            .. Text("policy.lists.changed"), .. Text("policy"), .. Number(-1), .. Text("0"), .. Number(32), .. new byte[32],
        ];

        Assert.Equal(HMACSHA256.HashData(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), expected), entry.Hash.ToArray());
    }

    [Fact]
    public void Pseudonym_OfAnAccount_IsTheSameInAnyCaseAndTellsNothing()
    {
        var name = Key.PseudonymOf("Anna@shop.example");

        Assert.Equal(name, Key.PseudonymOf(" anna@SHOP.example "));
        Assert.NotEqual(name, Key.PseudonymOf("anna@shop.examplf"));
        Assert.NotEqual(name, new AuditKey(new byte[32]).PseudonymOf("Anna@shop.example"));
        Assert.Matches("^account [0-9a-f]{12}$", name);
    }

    [Theory]
    [InlineData("uuid", "5f0c1a2b-0000-4000-8000-00000000000a")]
    [InlineData("email", "änna.🦊@shop.example")]
    [InlineData("customId", "half of a pair \uD83E")]
    [InlineData("customId", "")]
    public void ShortHash_OfAnIdentifier_IsTheBeginningOfTheWholeOne(string kind, string value) =>
        Assert.Equal(Key.HashOfIdentifier(kind, value)[..16], $"{Key.ShortHashOfIdentifier(kind, value):x16}");

    // Longer ones do not fit into the memory that is used for most.
    [Fact]
    public void ShortHash_OfTextsOfAnyLength_IsTheBeginningOfTheWholeOne() => Assert.All(
        Enumerable.Range(440, 80).Append(100_000),
        length => Assert.Equal(
            Key.HashOfIdentifier("email", new string('é', length / 2))[..16],
            $"{Key.ShortHashOfIdentifier("email", new string('é', length / 2)):x16}"));

    // Each thread goes on with the key that it used last.
    [Fact]
    public void ShortHash_OfTwoKeysInTurn_IsOfEachKey()
    {
        var other = new AuditKey(new byte[32]);

        foreach (var key in (AuditKey[])[Key, other, other, Key, other])
        {
            Assert.Equal(key.HashOfIdentifier("uuid", "u")[..16], $"{key.ShortHashOfIdentifier("uuid", "u"):x16}");
        }

        Assert.NotEqual(Key.ShortHashOfIdentifier("uuid", "u"), other.ShortHashOfIdentifier("uuid", "u"));
    }

    [Fact]
    public void Head_Written_IsReadBack()
    {
        var head = Make(3)[^1].Head;

        Assert.True(AuditHead.TryParse(head + "\n", out var read));
        Assert.Equal(head, read);
        Assert.All(["", "3", "3 abc", "-3 " + head.Hash, "x " + head.Hash, head + " 1"], text => Assert.False(AuditHead.TryParse(text, out _), text));
    }

    [Fact]
    public void Actions_All_AreListedOnceAndFoundByTheirCode()
    {
        var declared = typeof(AuditAction).GetFields().Where(field => field.FieldType == typeof(AuditAction)).Select(field => (AuditAction)field.GetValue(null)!).ToList();

        Assert.Equal(declared.Select(action => action.Code).Order(StringComparer.Ordinal), AuditAction.All.Select(action => action.Code).Order(StringComparer.Ordinal));
        Assert.All(declared, action => Assert.Same(action, AuditAction.Find(action.Code)));
        Assert.All(declared, action => Assert.Matches("^[a-z-]+([.][a-z-]+)+$", action.Code));
    }

    private static byte[] Text(string text) => [.. Number(text.Length), .. System.Text.Encoding.ASCII.GetBytes(text)];

    private static byte[] Number(long number) => [.. BitConverter.GetBytes(number).Reverse()];
}
