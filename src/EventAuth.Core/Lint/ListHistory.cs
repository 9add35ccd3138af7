using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>Since when each event has been on its list: read from the history of the policy once, then kept up to date.</summary>
internal sealed class ListHistory(IPolicyStore store)
{
    /// <summary>How many versions are read back. Older ones are not needed to know what is recent.</summary>
    public const int MaxVersions = 200;

    private readonly Dictionary<(EventListKind List, EventName Name), DateTimeOffset> _added = [];
    private PolicyRevision? _newest;
    private DateTimeOffset _oldest;

    /// <summary>Reads the versions up to the one in force that are not known yet.</summary>
    /// <param name="border">What was added before this is not needed.</param>
    public async Task ReadUpToAsync(PolicyRevision inForce, DateTimeOffset border, CancellationToken cancellation)
    {
        if (_newest?.Version >= inForce.Version)
        {
            return;
        }

        var added = new Dictionary<(EventListKind, EventName), DateTimeOffset>();
        var revision = inForce;
        for (var read = 0; read < MaxVersions && revision.Version != _newest?.Version && revision.AppliedAt > border; read++)
        {
            var before = revision.Version - 1 == _newest?.Version ? _newest : await store.ReadAsync(revision.Version - 1, cancellation);
            if (before is null)
            {
                break;
            }

            foreach (var list in EventPolicy.Kinds)
            {
                foreach (var name in revision.Policy[list].Where(name => !before.Policy[list].Contains(name)))
                {
                    added.TryAdd((list, name), revision.AppliedAt);
                }
            }

            revision = before;
        }

        if (revision.Version != _newest?.Version)
        {
            _added.Clear();
            _oldest = revision.AppliedAt;
        }

        foreach (var (entry, at) in added)
        {
            _added[entry] = at;
        }

        _newest = inForce;
    }

    /// <summary>Whether an event has been on a list since then without a break. An event that is only in a draft has not.</summary>
    public bool IsListedSince(EventListKind list, EventName name, DateTimeOffset since) =>
        _newest?.Policy[list].Contains(name) == true && _added.GetValueOrDefault((list, name), _oldest) <= since;
}
