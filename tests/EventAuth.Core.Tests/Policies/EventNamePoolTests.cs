using System.Text;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Tests.Policies;

public sealed class EventNamePoolTests
{
    /// <summary>One test for both, because the process shares the memory.</summary>
    [Fact]
    public void Parse_NamesThatWereMet_CostNoMemoryAndMoreThanAreRememberedStayRight()
    {
        var bytes = "met.names.tests"u8.ToArray();
        Assert.True(EventName.TryParse(bytes, out var first));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isName = EventName.TryParse(bytes, out var again);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(isName);
        Assert.Equal(first, again);
        Assert.Equal(0, allocated);
        for (var i = 0; i < 20_000; i++)
        {
            Assert.True(EventName.TryParse(Encoding.ASCII.GetBytes($"many.{i}"), out var name));
            Assert.Equal($"many.{i}", name.Value);
        }
    }
}
