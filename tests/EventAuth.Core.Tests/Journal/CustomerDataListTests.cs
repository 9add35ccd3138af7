using EventAuth.Core.Journal;

namespace EventAuth.Core.Tests.Journal;

public sealed class CustomerDataListTests
{
    private readonly CustomerDataList _data = new();

    public CustomerDataListTests() => _data.Begin("city\"Wien\"age42gone"u8.ToArray());

    [Fact]
    public void Item_GivesNameAndValueAsTheyStandInTheText()
    {
        _data.Add(new DatumPlace(0, 4, 4, 6));
        _data.Add(new DatumPlace(10, 3, 13, 2));
        _data.Add(new DatumPlace(15, 4, 0, DatumPlace.None));

        Assert.Equal(
            [("city", "\"Wien\""), ("age", "42"), ("gone", null)],
            Enumerable.Range(0, _data.Count).Select(index => (_data[index].Name.ToString(), _data[index].Json.ToStringOrNull())));
    }

    [Fact]
    public void Item_BeyondTheLast_IsRefused()
    {
        _data.Add(new DatumPlace(0, 4, 4, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => _data[1]);
    }

    [Fact]
    public void Add_MoreThanUsual_KeepsAll()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _data.Add(new DatumPlace(10, 3, 13, 2));
        }

        Assert.Equal(1_000, _data.Count);
        Assert.Equal("age", _data[999].Name.ToString());
    }

    [Fact]
    public void Begin_WithAnotherText_ForgetsWhatWasAdded()
    {
        _data.Add(new DatumPlace(0, 4, 4, 6));
        _data.Begin("x1"u8.ToArray());
        Assert.Equal(0, _data.Count);
    }
}
