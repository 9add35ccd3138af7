using System.Text.RegularExpressions;
using EventAuth.Core.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace EventAuth.Core.Tests.Policies;

public sealed class EventPatternTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";

    private static readonly Gen<string> s_patterns =
        from length in Gen.Choose(1, 12)
        from stars in Gen.Choose(0, 4)
        from letters in Gen.ArrayOf(Gen.Elements('a', 'a', 'b', 'A', '.', '-', '_', '0'), length)
        from places in Gen.ArrayOf(Gen.Choose(0, length), stars)
        let text = places.Aggregate(new string(letters), (built, place) => built.Insert(place, "*"))
        where EventPattern.TryParse(text, out _)
        select text;

    private static readonly Gen<string> s_fillings =
        from length in Gen.Choose(0, 4)
        from letters in Gen.ArrayOf(Gen.Elements('a', 'b', 'A', '.', '_', '0', 'z'), length)
        select new string(letters);

    [Theory]
    [InlineData("*")]
    [InlineData("a*")]
    [InlineData("*a")]
    [InlineData("ab")]
    [InlineData("transaction.*")]
    [InlineData("*.*")]
    [InlineData("a*b*c-D_9.")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345")]
    [InlineData("*abcdefghijklmnop*qrstuvwxyz012345*")]
    [InlineData("****************************************************************")]
    public void TryParse_ByTheRule_IsTaken(string text)
    {
        Assert.True(EventPattern.TryParse(text, out var pattern));
        Assert.Equal((text, text), (pattern.Value, pattern.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("page visit")]
    [InlineData("page?")]
    [InlineData("ä*")]
    [InlineData("a*\n")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    [InlineData("*abcdefghijklmnopqrstuvwxyz0123456")]
    [InlineData("*****************************************************************")]
    public void TryParse_NoNameCouldMatch_IsRefused(string? text) => Assert.False(EventPattern.TryParse(text, out _));

    [Fact]
    public void Matches_AnyPatternAndName_AsARegularExpressionDoes()
    {
        const int cases = 20_000;
        var matching = 0;
        var both =
            from pattern in s_patterns
            from fillings in Gen.ArrayOf(s_fillings, 5)
            from filled in Gen.Elements(Fill(pattern, fillings), string.Concat(fillings), Fill(pattern, fillings) + "b", "b" + Fill(pattern, fillings))
            where EventName.IsValid(filled)
            select (pattern, filled);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(cases),
            Prop.ForAll(Arb.From(both), pair =>
            {
                var expression = "^" + string.Join(".*", pair.pattern.Split('*').Select(Regex.Escape)) + @"\z";
                var expected = Regex.IsMatch(pair.filled, expression, RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));
                Assert.Equal(expected, EventPattern.Parse(pair.pattern).Matches(EventName.Parse(pair.filled)));
                matching += expected ? 1 : 0;
            }));

        Assert.InRange(matching, cases / 5, cases - (cases / 5));
    }

    [Fact]
    public void Matches_ManyStars_NeedsNoLongSearch()
    {
        var name = EventName.Parse(new string('a', EventName.MaxLength));
        var half = string.Concat(Enumerable.Repeat("*a", EventName.MaxLength - 1));

        Assert.True(EventPattern.Parse(half + "*a").Matches(name));
        Assert.False(EventPattern.Parse(half + "*b").Matches(name));
        Assert.True(EventPattern.Parse(new string('*', EventPattern.MaxLength)).Matches(name));
    }

    [Fact]
    public void FindOther_TakenOneAfterTheOther_GivesNewNamesThatMatchWhileThereAreAny()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(Arb.From(s_patterns), text =>
            {
                var pattern = EventPattern.Parse(text);
                var taken = new HashSet<EventName>();
                while (taken.Count < 100 && pattern.FindOther(taken) is { } found)
                {
                    Assert.True(pattern.Matches(found) && taken.Add(found), found.Value);
                }

                Assert.Equal(text.Contains('*', StringComparison.Ordinal) ? 100 : 1, taken.Count);
            }));
    }

    [Fact]
    public void FindOther_OneCharacterIsFree_GivesEachNameOnceAndThenNone()
    {
        var patterns =
            from length in Gen.Choose(EventName.MaxLength - 1, EventName.MaxLength)
            from letters in Gen.ArrayOf(Gen.Elements('a', 'a', 'b', '.'), length)
            from places in Gen.ArrayOf(Gen.Choose(0, length), 3)
            from stars in Gen.Choose(0, 3)
            select places.Take(stars).OrderDescending().Aggregate(new string(letters), (built, place) => built.Insert(place, "*"));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100),
            Prop.ForAll(Arb.From(patterns), text =>
            {
                var expected = Fillings(text).Select(EventName.Parse).ToHashSet();
                var (pattern, taken) = (EventPattern.Parse(text), new HashSet<EventName>());
                while (pattern.FindOther(taken) is { } found)
                {
                    Assert.True(taken.Add(found), found.Value);
                }

                Assert.True(expected.SetEquals(taken), $"{expected.Count} names, {taken.Count} found");
            }));
    }

    [Theory]
    [InlineData("*abcdefghijklmnopqrstuvwxyz0123")]
    [InlineData("abcdefghijklmnop*qrstuvwxyz0123")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123***")]
    public void FindOther_TwoCharactersAreFree_GivesTheOneThatIsLeftAndThenNone(string text)
    {
        string[] fillings = ["", .. Letters.Select(letter => letter.ToString()), .. Letters.SelectMany(_ => Letters, (first, second) => $"{first}{second}")];
        var (start, end) = (text[..text.IndexOf('*', StringComparison.Ordinal)], text[(text.LastIndexOf('*') + 1)..]);
        var (pattern, taken) = (EventPattern.Parse(text), fillings.Select(filling => EventName.Parse(start + filling + end)).ToHashSet());

        Assert.Null(pattern.FindOther(taken));
        foreach (var filling in (string[])["", "a", "_", "a_", "__", "Zz"])
        {
            var left = EventName.Parse(start + filling + end);
            taken.Remove(left);
            Assert.Equal(left, pattern.FindOther(taken));
            taken.Add(left);
        }
    }

    // Dividing a text among stars that stand together would try the same names some billion times.
    [Fact]
    public void FindOther_NothingButStarsAndAllShortNamesTaken_GivesALongerOne()
    {
        string[] pairs = [.. Letters.SelectMany(_ => Letters, (first, second) => $"{first}{second}")];
        var taken = pairs.Concat(pairs.SelectMany(_ => Letters, (pair, third) => pair + third)).Select(EventName.Parse).ToHashSet();

        Assert.Equal(4, EventPattern.Parse(new string('*', EventPattern.MaxLength)).FindOther(taken)!.Value.Value.Length);
        Assert.Equal(2, EventPattern.Parse("**").FindOther(new HashSet<EventName>())!.Value.Value.Length);
    }

    private static string Fill(string pattern, string[] fillings) =>
        string.Concat(pattern.Split('*').Select((part, place) => place == 0 ? part : fillings[place - 1] + part));

    // The names of a pattern that leaves one character free at most.
    private static IEnumerable<string> Fillings(string pattern)
    {
        var letters = pattern.Replace("*", "", StringComparison.Ordinal);
        yield return letters;
        for (var place = 0; place < pattern.Length && letters.Length < EventName.MaxLength; place++)
        {
            if (pattern[place] == '*')
            {
                var before = pattern[..place].Count(c => c != '*');
                foreach (var letter in Letters)
                {
                    yield return letters.Insert(before, letter.ToString());
                }
            }
        }
    }
}
