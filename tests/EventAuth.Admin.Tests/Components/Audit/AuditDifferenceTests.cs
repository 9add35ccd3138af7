using EventAuth.Admin.Components.Audit;
using EventAuth.Core.Audit;

namespace EventAuth.Admin.Tests.Components.Audit;

public sealed class AuditDifferenceTests
{
    [Theory]
    [InlineData(null, """{"role":"Viewer"}""", "Role: Viewer")]
    [InlineData("""{"role":"Viewer"}""", """{"role":"Editor"}""", "Role: Viewer → Editor")]
    [InlineData("""{"displayName":"Cart"}""", """{"displayName":null}""", "Display name: Cart → none")]
    [InlineData(null, """{"":"nameless"}""", ": nameless")]
    [InlineData(
        null, """{"version":3,"certificate":{"id":"c1","sha256":"af87","keySize":2048}}""", "Certificate: RSA 2048 bits, SHA-256 af87")]
    public void Of_OneMemberChanged_SaysSoInWords(string? before, string? after, string expected) =>
        Assert.Equal(expected, Assert.Single(AuditDifference.Of(Entry(before, after))).Summary);

    [Fact]
    public void Of_ACommentOfTheChangeBefore_IsNoDifference()
    {
        Assert.Empty(AuditDifference.Of(Entry("""{"comment":"first"}""", "{}")));
        Assert.Equal("Comment: why", Assert.Single(AuditDifference.Of(Entry("""{"comment":"first"}""", """{"comment":"why"}"""))).Summary);
    }

    [Fact]
    public void Of_GuaranteesChanged_NamesThoseThatCameAndWent()
    {
        const string First = """{"id":"a","events":"transaction.*","customer":"anonymous","expect":"rejected"}""";
        const string Second = """{"id":"b","events":"page.visit","customer":"any","expect":"accepted"}""";

        var differences = AuditDifference.Of(Entry($$"""{"guarantees":[{{First}}]}""", $$"""{"guarantees":[{{Second}}]}"""));

        Assert.Equal(["+1 guarantee", "−1 guarantee"], differences.Select(difference => difference.Summary));
        Assert.Contains("page.visit", Assert.Single(differences[0].Names), StringComparison.Ordinal);
        Assert.Contains("transaction.*", Assert.Single(differences[1].Names), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"guarantees":["of a later version"]}""")]
    [InlineData("""{"guarantees":[{"events":"page.visit","customer":"of a later version"}]}""")]
    [InlineData("no JSON")]
    [InlineData("[1]")]
    public void Of_WhatThisVersionDoesNotKnow_IsNothing(string after) => Assert.Empty(AuditDifference.Of(Entry(null, after)));

    private static AuditEntry Entry(string? before, string? after) => new(
        1, DateTimeOffset.UnixEpoch, "jana@shop.example", null, AuditAction.PolicyListsChanged.Code, "policy", before, after, default, default);
}
