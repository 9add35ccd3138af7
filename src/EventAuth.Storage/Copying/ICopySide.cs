using System.Data.Common;
using EventAuth.Storage.Protection;

namespace EventAuth.Storage.Copying;

/// <summary>One of the two installations of a copy. Each is opened once, as the source or as the target.</summary>
internal interface ICopySide : IAsyncDisposable
{
    /// <summary>
    /// Opens it for reading what it has at this moment, while nobody else writes. Throws <see cref="StorageRefusedException"/> where a
    /// program runs over it, or where it has not the form of this version or damaged rows.
    /// </summary>
    Task OpenAsSourceAsync(IReadOnlyList<CopiedTable> tables, CancellationToken cancellation);

    /// <summary>What the target must know before it gets rows.</summary>
    Task<SourceFacts> ReadFactsAsync(CancellationToken cancellation);

    /// <summary>
    /// Makes the tables, marked as an incomplete copy. Throws <see cref="StorageRefusedException"/> where there is something already.
    /// </summary>
    Task OpenAsTargetAsync(SourceFacts facts, CancellationToken cancellation);

    /// <summary>Writes a table's rows.</summary>
    /// <param name="fill">Gives them.</param>
    Task WriteAsync(CopiedTable table, Func<IRowTarget, Task> fill, CancellationToken cancellation);

    /// <summary>Makes what this database has for its own sake of the rows that it got.</summary>
    Task RemakeAsync(SourceFacts facts, AuditKey key, CancellationToken cancellation);

    /// <summary>What reads all of a table's rows.</summary>
    DbCommand Select(CopiedTable table);

    /// <summary>A question of which both databases know the words.</summary>
    DbCommand Ask(string sql);

    List<KeyDocument> ReadKeys(AuditKey key);

    void WriteKeys(IEnumerable<KeyDocument> keys, AuditKey key);

    /// <summary>Removes the mark.</summary>
    Task CompleteAsync(CancellationToken cancellation);
}

/// <summary>What a target must know of its source.</summary>
/// <param name="CountedUpTo">The last event that is in the counts; later ones are counted when they are copied.</param>
/// <param name="Days">The days of which there are events, each by its beginning in milliseconds since 1970.</param>
internal sealed record SourceFacts(long CountedUpTo, IReadOnlyList<long> Days);
