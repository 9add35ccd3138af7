using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Tests.Lint;

/// <summary>A catalogue that is only read.</summary>
internal sealed class SmallCatalog(params EventDefinition[] entries) : IEventCatalog
{
    public event Action? Changed { add { } remove { } }

    public CatalogCount Count => new(entries.Length, 0, 0);

    public ValueTask<IReadOnlyList<EventDefinition>> SearchAsync(CatalogQuery query, CancellationToken cancellation) => new(entries);

    public ValueTask<EventDefinition?> FindAsync(EventName action, CancellationToken cancellation) => new(entries.SingleOrDefault(entry => entry.Action == action));

    public Task<bool> TryAddAsync(EventDefinition definition, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> TryUpdateAsync(EventName action, string displayName, string description, string category, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<EventName>> SetHiddenAsync(IReadOnlyCollection<EventName> actions, bool hidden, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<EventName>> DeleteAsync(IReadOnlyCollection<EventName> actions, CancellationToken cancellation) => throw new NotSupportedException();
}
