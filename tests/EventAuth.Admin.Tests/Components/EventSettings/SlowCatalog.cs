using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>The catalogue on a busy machine: no search ends before the test says so.</summary>
internal sealed class SlowCatalog(IEventCatalog catalog) : IEventCatalog
{
    private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public event Action? Changed
    {
        add => catalog.Changed += value;
        remove => catalog.Changed -= value;
    }

    public CatalogCount Count => catalog.Count;

    public void Answer() => _answers.SetResult();

    public async ValueTask<IReadOnlyList<EventDefinition>> SearchAsync(CatalogQuery query, CancellationToken cancellation)
    {
        await _answers.Task.WaitAsync(cancellation);
        return await catalog.SearchAsync(query, cancellation);
    }

    public ValueTask<EventDefinition?> FindAsync(EventName action, CancellationToken cancellation) =>
        catalog.FindAsync(action, cancellation);

    public Task<bool> TryAddAsync(EventDefinition definition, CancellationToken cancellation) =>
        catalog.TryAddAsync(definition, cancellation);

    public Task<bool> TryUpdateAsync(
        EventName action, string displayName, string description, string category, CancellationToken cancellation) =>
        catalog.TryUpdateAsync(action, displayName, description, category, cancellation);

    public Task<IReadOnlyList<EventName>> SetHiddenAsync(
        IReadOnlyCollection<EventName> actions, bool hidden, CancellationToken cancellation) =>
        catalog.SetHiddenAsync(actions, hidden, cancellation);

    public Task<IReadOnlyList<EventName>> DeleteAsync(IReadOnlyCollection<EventName> actions, CancellationToken cancellation) =>
        catalog.DeleteAsync(actions, cancellation);
}
