using EventAuth.Core.Decisions;

namespace EventAuth.Core.Tests.Decisions;

public sealed class DecisionWordsTests
{
    [Fact]
    public void ToWords_EveryReason_IsASentenceOfItsOwn()
    {
        var words = Enum.GetValues<DecisionReason>().Select(reason => reason.ToWords()).ToList();

        Assert.All(words, sentence => Assert.Matches("^[A-Z].{10,110}\\.$", sentence));
        Assert.Equal(words.Count, words.Distinct().Count());
    }
}
