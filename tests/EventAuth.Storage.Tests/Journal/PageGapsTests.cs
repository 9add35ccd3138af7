using EventAuth.Storage.Journal;

namespace EventAuth.Storage.Tests.Journal;

public sealed class PageGapsTests
{
    // A leaf of an index with two cells at its end and a free block between them.
    private static byte[] Leaf()
    {
        var page = new byte[4_096];
        Array.Fill(page, (byte)'x');
        byte[] header = [10, 0x0F, 0xA0, 0, 2, 0x0F, 0x00, 0, 0x0F, 0x00, 0x0F, 0xE0];
        header.CopyTo(page, 0);
        byte[] free = [0, 0, 0, 0x40];
        free.CopyTo(page, 0x0FA0);
        return page;
    }

    [Fact]
    public void Clear_LeafWithRemains_ClearsTheGapAndTheFreeBlockOnly()
    {
        var (page, before) = (Leaf(), Leaf());

        Assert.True(PageGaps.TryClear(page, isFirst: false));

        Assert.All(Enumerable.Range(0, page.Length), at => Assert.Equal(at is (>= 12 and < 0x0F00) or (>= 0x0FA4 and < 0x0FE0) ? 0 : before[at], page[at]));
        Assert.False(PageGaps.TryClear(page, isFirst: false));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    public void Clear_PageOfAnotherKind_LeavesIt(byte kind)
    {
        var (page, before) = (Leaf(), Leaf());
        page[0] = before[0] = kind;

        Assert.False(PageGaps.TryClear(page, isFirst: false));
        Assert.Equal(before, page);
    }

    [Theory]
    [InlineData(5, 0x00)]
    [InlineData(5, 0xFF)]
    [InlineData(3, 0xFF)]
    public void Clear_PageWhoseHeaderCannotBe_LeavesIt(int at, byte value)
    {
        var page = Leaf();
        page[at] = value;
        var before = page.ToArray();

        Assert.False(PageGaps.TryClear(page, isFirst: false));
        Assert.Equal(before, page);
    }
}
