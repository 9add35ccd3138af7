using EventAuth.Admin.Hosting;
using Microsoft.AspNetCore.Routing.Matching;

namespace EventAuth.Admin.Listeners;

/// <summary>
/// Splits the routes by listener before anything else looks at them, so that a path of the other listener is 404
/// and a wrong method on a path of this one stays 405.
/// </summary>
internal sealed class ListenerMatcherPolicy : MatcherPolicy, INodeBuilderPolicy
{
    private static readonly Listener[] Listeners = [Listener.Admin, Listener.Ingest];

    /// <summary>Before the framework's choice by method, which is -1000.</summary>
    public override int Order => -2000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) =>
    [
        .. Listeners
            .Select(listener => new PolicyNodeEdge(listener, [.. endpoints.Where(endpoint => endpoint.GetListener().HasFlag(listener))]))
            .Where(edge => edge.Endpoints.Count > 0),
    ];

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges)
    {
        int DestinationOf(Listener listener) =>
            edges.Where(edge => edge.State.Equals(listener)).Select(edge => (int?)edge.Destination).FirstOrDefault() ?? exitDestination;

        return new JumpTable(DestinationOf(Listener.Admin), DestinationOf(Listener.Ingest), exitDestination);
    }

    private sealed class JumpTable(int admin, int ingest, int exit) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => httpContext.GetListener() switch
        {
            Listener.Admin => admin,
            Listener.Ingest => ingest,
            _ => exit,
        };
    }
}
