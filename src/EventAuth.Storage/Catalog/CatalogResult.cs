using System.Collections;
using EventAuth.Core.Catalog;

namespace EventAuth.Storage.Catalog;

/// <summary>What a search found, by reference: a view rolls through 100,000 entries and only those it shows are made.</summary>
internal sealed class CatalogResult(CatalogItem[] items) : IReadOnlyList<EventDefinition>
{
    public int Count => items.Length;

    public EventDefinition this[int index] => items[index].Definition;

    public IEnumerator<EventDefinition> GetEnumerator() => items.Select(item => item.Definition).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
