using System.Collections.Concurrent;

namespace EventAuth.Admin.Accounts;

/// <summary>When each key was used last, in memory: a call that only reads must not have to write.</summary>
internal sealed class ApiKeyUses(TimeProvider time)
{
    private readonly ConcurrentDictionary<int, DateTimeOffset> _last = new();

    /// <summary>Notes a use.</summary>
    public void Note(int id) => _last[id] = time.GetUtcNow();

    /// <summary>When a key was used last since the program started, or null.</summary>
    public DateTimeOffset? LastOf(int id) => _last.TryGetValue(id, out var last) ? last : null;

    /// <summary>All uses that were noted.</summary>
    public IReadOnlyList<KeyValuePair<int, DateTimeOffset>> All() => [.. _last];
}
