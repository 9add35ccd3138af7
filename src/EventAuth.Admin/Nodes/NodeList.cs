using EventAuth.Storage.Nodes;

namespace EventAuth.Admin.Nodes;

/// <summary>The processes of the installation as they reported themselves last, for the pages of this one.</summary>
internal sealed class NodeList(INodeDirectory directory)
{
    private volatile IReadOnlyList<NodeReport> _all = [];

    /// <summary>Raised after each report of this process, whether it arrived or not: who is silent changes by waiting alone.</summary>
    public event Action? Changed;

    /// <summary>Whether there can be several.</summary>
    public bool IsShared => directory.IsShared;

    /// <summary>This process.</summary>
    public Guid Own { get; } = Guid.NewGuid();

    /// <summary>By name; empty before the first report.</summary>
    public IReadOnlyList<NodeReport> All => _all;

    /// <summary>Shows what is known now; null for nothing new.</summary>
    public void Show(IReadOnlyList<NodeReport>? all)
    {
        _all = all ?? _all;
        Changed?.Invoke();
    }
}
