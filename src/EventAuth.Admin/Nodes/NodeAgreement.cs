using EventAuth.Storage.Nodes;

namespace EventAuth.Admin.Nodes;

/// <summary>Whether all processes decide by the same version.</summary>
/// <param name="Newest">The newest version that is in force on any of them.</param>
/// <param name="Nodes">How many processes there are.</param>
/// <param name="Behind">The versions of those that decide by an older one.</param>
/// <param name="Silent">How many do not report, so that nobody knows theirs.</param>
internal sealed record NodeAgreement(int Newest, int Nodes, ImmutableArray<int> Behind, int Silent)
{
    /// <summary>Whether the newest version is in force on all of them.</summary>
    public bool IsComplete => Behind.IsEmpty && Silent == 0;

    /// <summary>What the last reports say.</summary>
    /// <param name="nodes">The reports.</param>
    /// <param name="own">The version in force in this process, which may be newer than its own report.</param>
    /// <param name="now">The present time.</param>
    public static NodeAgreement Of(IReadOnlyList<NodeReport> nodes, int own, DateTimeOffset now)
    {
        var versions = nodes.Where(node => !node.IsSilent(now)).Select(node => node.PolicyVersion).ToList();
        var newest = versions.Append(own).Max();
        return new NodeAgreement(newest, nodes.Count, [.. versions.Where(version => version < newest)], nodes.Count - versions.Count);
    }
}
