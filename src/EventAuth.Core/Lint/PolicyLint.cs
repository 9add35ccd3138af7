using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>Finds everything about a policy that a person should look at, using the catalogue and the clock.</summary>
public sealed class PolicyLint(IEventCatalog catalog, IPolicyStore store, PolicyMonitor monitor, TimeProvider time) : IDisposable
{
    /// <summary>How long an event counts as arriving after it was last accepted.</summary>
    public static readonly TimeSpan SeenWithin = TimeSpan.FromDays(90);

    /// <summary>After so long, Monitor mode is probably forgotten.</summary>
    public static readonly TimeSpan MonitoredLong = TimeSpan.FromDays(14);

    // Long lists keep a core busy for a while. However many requests there are, the other cores are left to incoming events.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ListHistory _history = new(store);

    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// All findings: at most one of each kind for each list, the greatest severity first, then list by list. Runs in the background; for
    /// three lists and a catalogue of 100,000 names each it takes about a second.
    /// </summary>
    public async Task<ImmutableArray<PolicyFinding>> FindAsync(EventPolicy policy, CancellationToken cancellation)
    {
        var entries = await catalog.SearchAsync(new CatalogQuery(WithHidden: true), cancellation);
        var seenSince = time.GetUtcNow() - SeenWithin;
        await _turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(
                async () =>
                {
                    await _history.ReadUpToAsync(monitor.Current.Revision, seenSince, cancellation);
                    return Find(policy, entries, seenSince, (list, name) => _history.IsListedSince(list, name, seenSince), cancellation);
                },
                cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The same, with these entries of a catalogue.</summary>
    /// <param name="isListedSince">Whether an event has been on a list since then.</param>
    internal static ImmutableArray<PolicyFinding> Find(
        EventPolicy inForce,
        IReadOnlyCollection<EventDefinition> entries,
        DateTimeOffset seenSince,
        Func<EventListKind, EventName, bool> isListedSince,
        CancellationToken cancellation)
    {
        // What Monitor mode accepts is not what an offered change of a list will mean.
        var policy = inForce with { Mode = PolicyMode.Enforce };
        var names = Know(policy, entries, seenSince);
        var listed = names.FindAll(name => name.Lists != EventLists.None);
        return
        [
            .. PolicyFindings.Of(policy)
                .Concat(NotSeen(policy, listed, isListedSince))
                .Concat(NameSlips.Find(policy, names, cancellation))
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.List),
        ];
    }

    // If a list cannot accept its events, or another one wins, it means nothing that they do not arrive; the same holds for an
    // event that was put on the list since.
    private static IEnumerable<PolicyFinding> NotSeen(
        EventPolicy policy, List<KnownName> listed, Func<EventListKind, EventName, bool> isListedSince)
    {
        foreach (var list in EventPolicy.Kinds)
        {
            var events = listed.Where(name => !name.Arrives && Decides(list, name.Lists) && isListedSince(list, name.Name))
                .Select(name => name.Name).Order().ToImmutableArray();
            if (!events.IsEmpty && (list != EventListKind.UpdateWithJwt || policy.Certificate is not null))
            {
                yield return new(PolicyFindingKind.NotSeen, list, events, Removal.Of(policy, list, events));
            }
        }
    }

    private static bool Decides(EventListKind list, EventLists lists) =>
        lists.HasFlag(list.ToFlag()) && (list == EventListKind.UpdateWithJwt || !lists.HasFlag(EventLists.UpdateWithJwt));

    private static List<KnownName> Know(EventPolicy policy, IReadOnlyCollection<EventDefinition> entries, DateTimeOffset seenSince)
    {
        var lists = new Dictionary<EventName, EventLists>();
        foreach (var kind in EventPolicy.Kinds)
        {
            foreach (var name in policy[kind])
            {
                lists[name] = lists.GetValueOrDefault(name) | kind.ToFlag();
            }
        }

        var names = new List<KnownName>(entries.Count + lists.Count);
        foreach (var entry in entries)
        {
            lists.Remove(entry.Action, out var on);
            names.Add(new KnownName(entry.Action, on, entry, seenSince));
        }

        names.AddRange(lists.Select(name => new KnownName(name.Key, name.Value, definition: null, seenSince)));
        return names;
    }
}
