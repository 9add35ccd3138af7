using Bunit;
using EventAuth.Admin.Components.EventSettings;
using EventAuth.Admin.Components.Overview;
using EventAuth.Admin.Nodes;
using EventAuth.Admin.Tests.Components;
using EventAuth.Storage.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Nodes;

/// <summary>What the pages show of the processes of an installation.</summary>
public sealed class NodePagesTests
{
    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();
    private static readonly NodeReport s_present = new(Guid.NewGuid(), "shop-1:5080", s_now, HasConsole: true, HasIngest: true, 1, 1_204) { HeardAt = s_now.AddHours(1) };
    private static readonly NodeReport s_silent = new(Guid.NewGuid(), "shop-2:5081", s_now, HasConsole: false, HasIngest: true, 1, 9) { HeardAt = s_now.AddMinutes(-5) };

    [Fact]
    public async Task Card_SharedDatabase_ShowsEachNodeAndWhoIsSilent()
    {
        await using var console = await StartAsync();
        var nodes = console.Page.Services.GetRequiredService<NodeList>();
        var card = console.Page.Render<NodesCard>();

        nodes.Show([s_present with { Id = nodes.Own }, s_silent]);

        card.WaitForAssertion(() => Assert.Equal(2, card.FindAll("tbody tr").Count));
        var rows = card.FindAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))).ToList();
        Assert.StartsWith("shop-1:5080 this page|Console and ingest|", rows[0], StringComparison.Ordinal);
        Assert.EndsWith("|1|1,204|just now", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("shop-2:5081|Ingest|", rows[1], StringComparison.Ordinal);
        Assert.EndsWith("|1|–|5 min ago silent", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_SeveralNodes_SayWhereTheVersionIsInForce()
    {
        await using var console = await StartAsync();
        var nodes = console.Page.Services.GetRequiredService<NodeList>();
        var line = console.Page.Render<NodesInForce>();
        Assert.Empty(line.Find("[role=status]").TextContent.Trim());

        nodes.Show([s_present, s_present with { Id = Guid.NewGuid() }]);
        line.WaitForAssertion(() => Assert.Contains("Version 1 is in force on all 2 nodes.", line.Markup, StringComparison.Ordinal));

        nodes.Show([s_present, s_silent]);
        line.WaitForAssertion(() => Assert.Contains("1 node does not report.", line.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_EmbeddedDatabase_SayNothingOfNodes()
    {
        await using var console = await ConsoleFixture.StartAsync();
        console.Page.Services.GetRequiredService<NodeList>().Show([s_present, s_silent]);

        Assert.Empty(console.Page.Render<NodesCard>().Markup.Trim());
        Assert.Empty(console.Page.Render<NodesInForce>().Markup.Trim());
    }

    private static Task<ConsoleFixture> StartAsync() =>
        ConsoleFixture.StartAsync(services => services.AddSingleton<INodeDirectory>(new SharedDirectory()));

    private sealed class SharedDirectory : INodeDirectory
    {
        public bool IsShared => true;

        public Task<IReadOnlyList<NodeReport>> ReportAsync(NodeReport own, CancellationToken cancellation) => throw new NotSupportedException();

        public Task LeaveAsync(Guid id, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
