namespace EventAuth.Storage.Attempts;

/// <summary>The memory of the one process over an embedded database, by a clock that cannot be set. Bounded.</summary>
public sealed class LocalAttempts(TimeProvider time) : IAttemptMemory
{
    private const int MostOfAKind = 10_000;

    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();
    private readonly Dictionary<AttemptKind, Dictionary<string, AttemptFacts>> _known = [];

    public bool IsShared => false;

    public Task<T> ChangeAsync<T>(
        IReadOnlyList<AttemptKey> keys, Func<long, AttemptFacts[], T> change, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var now = (long)time.GetElapsedTime(_origin).TotalMilliseconds;
            var facts = keys.Select(key => Of(key.Kind).GetValueOrDefault(key.Name, AttemptFacts.None))
                .Select(known => known.Until > now ? known : AttemptFacts.None)
                .ToArray();
            var result = change(now, facts);
            foreach (var (key, known) in keys.Zip(facts))
            {
                Keep(key, known, now);
            }

            return Task.FromResult(result);
        }
    }

    private Dictionary<string, AttemptFacts> Of(AttemptKind kind)
    {
        if (!_known.TryGetValue(kind, out var all))
        {
            _known.Add(kind, all = new Dictionary<string, AttemptFacts>(StringComparer.Ordinal));
        }

        return all;
    }

    private void Keep(AttemptKey key, AttemptFacts facts, long now)
    {
        var all = Of(key.Kind);
        if (facts.Until <= now)
        {
            all.Remove(key.Name);
            return;
        }

        all[key.Name] = facts;
        if (all.Count > MostOfAKind && key.Kind != AttemptKind.UsedCode)
        {
            // Very many at once are an attack on the memory, not people: it is better to forget the older half than to grow.
            foreach (var (name, _) in all.OrderBy(known => known.Value.Until).Take(MostOfAKind / 2).ToList())
            {
                all.Remove(name);
            }

            all[key.Name] = facts;
        }
    }
}
