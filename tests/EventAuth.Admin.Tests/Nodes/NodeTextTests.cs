using System.Globalization;
using EventAuth.Admin.Nodes;
using EventAuth.Admin.Texts;
using EventAuth.Storage.Nodes;

namespace EventAuth.Admin.Tests.Nodes;

public sealed class NodeTextTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.UnixEpoch.AddYears(50);

    [Theory]
    [InlineData("42 42 42", 0, "Version 42 is in force on all 3 nodes.")]
    [InlineData("42 41 42", 0, "1 of 3 nodes still uses version 41, not 42.")]
    [InlineData("41 41 42", 0, "2 of 3 nodes still use version 41, not 42.")]
    [InlineData("40 41 42", 0, "2 of 3 nodes still use earlier versions, not 42.")]
    [InlineData("42 42", 1, "Version 42 is in force on 2 of 3 nodes; 1 node does not report.")]
    [InlineData("42 41", 2, "1 of 4 nodes still uses version 41, not 42; 2 nodes do not report.")]
    [InlineData("43 42", 0, "1 of 2 nodes still uses version 42, not 43.")]
    public void Sentence_OfReports_SaysWhereTheNewestVersionIsInForce(string versions, int silent, string sentence)
    {
        var nodes = versions.Split(' ').Select(version => Node(int.Parse(version, CultureInfo.InvariantCulture), s_now))
            .Concat(Enumerable.Repeat(Node(1, s_now.AddMinutes(-1)), silent)).ToList();

        var agreement = NodeAgreement.Of(nodes, own: 42, s_now);

        Assert.Equal(sentence, agreement.ToSentence());
        Assert.Equal(sentence.Contains("all", StringComparison.Ordinal), agreement.IsComplete);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.34, "0.3")]
    [InlineData(12.6, "12")]
    [InlineData(1204, "1,204")]
    public void Rate_OfAnySize_IsShort(double rate, string text) => Assert.Equal(text, NodeTexts.Rate(rate));

    private static NodeReport Node(int version, DateTimeOffset heardAt) =>
        new(Guid.NewGuid(), "n", s_now, HasConsole: true, HasIngest: true, version, 0) { HeardAt = heardAt };
}
