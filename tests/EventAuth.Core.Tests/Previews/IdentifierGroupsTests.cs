using EventAuth.Core.Previews;

namespace EventAuth.Core.Tests.Previews;

/// <summary>Which identifiers have to do with each other.</summary>
public sealed class IdentifierGroupsTests
{
    private readonly IdentifierGroups _groups = new();

    [Fact]
    public void GroupOf_NothingBrought_IsAlone()
    {
        _groups.Join(1);

        Assert.Equal(IdentifierGroups.Alone, _groups.GroupOf(2));
        Assert.NotEqual(IdentifierGroups.Alone, _groups.GroupOf(1));
    }

    [Fact]
    public void Join_WithoutAnother_AreGroupsOfTheirOwn()
    {
        _groups.Join(1);
        _groups.Join(2);

        Assert.NotEqual(_groups.GroupOf(1), _groups.GroupOf(2));
    }

    [Fact]
    public void Join_ByOthersBetweenThem_IsOneGroup()
    {
        _groups.Join(2, _groups.Join(1));
        _groups.Join(4, _groups.Join(3));
        _groups.Join(5);
        _groups.Join(4, _groups.Join(2));

        Assert.Single(new ulong[] { 1, 2, 3, 4 }.Select(_groups.GroupOf).Distinct());
        Assert.NotEqual(_groups.GroupOf(1), _groups.GroupOf(5));
    }

    [Fact]
    public void Join_Random_AreTheGroupsOfASearch()
    {
        var random = new Random(7);
        var pairs = Enumerable.Range(0, 400).Select(_ => ((ulong)random.Next(1, 900), (ulong)random.Next(1, 900))).ToList();
        foreach (var (one, other) in pairs)
        {
            _groups.Join(other, _groups.Join(one));
        }

        var all = pairs.SelectMany(pair => (ulong[])[pair.Item1, pair.Item2]).Distinct().ToList();
        foreach (var start in all)
        {
            var expected = Reachable(start, pairs);
            Assert.Equal(expected, all.Where(other => _groups.GroupOf(other) == _groups.GroupOf(start)).ToHashSet());
            Assert.InRange(_groups.GroupOf(start), 1, _groups.Count - 1);
        }
    }

    private static HashSet<ulong> Reachable(ulong start, List<(ulong One, ulong Other)> pairs)
    {
        HashSet<ulong> reached = [start];
        for (var before = 0; before != reached.Count;)
        {
            before = reached.Count;
            foreach (var (one, other) in pairs.Where(pair => reached.Contains(pair.One) || reached.Contains(pair.Other)))
            {
                reached.Add(one);
                reached.Add(other);
            }
        }

        return reached;
    }
}
