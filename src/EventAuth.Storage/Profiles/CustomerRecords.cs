using EventAuth.Core.Tokens;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Journal;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Deletes customers and ends their tokens. The transaction has the turn to write, so that no event is decided
/// at the same time, and the journal's writer is told to forget what it remembers before the turn is free again.
/// </summary>
internal sealed class CustomerRecords(
    IDbContextFactory<EventAuthDbContext> contexts, ICustomerTables tables, AuditRecorder audit, EventJournal journal,
    CustomerErasure erasure, EndedTokens ended, TimeProvider time) : ICustomerRecords
{
    public async Task<int?> DeleteAsync(string uuid, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await ProfileRows.FindIdAsync(context, uuid, cancellation) is not { } found)
        {
            return null;
        }

        var deletion = await CustomerDeletion.PrepareAsync(context, tables, found, cancellation);
        int? deleted = null;
        await audit.RunAsync(
            context,
            async token =>
            {
                // Somebody else may have deleted it, or it was merged into another one.
                if (await ProfileRows.FindIdAsync(context, uuid, token) is not { } id)
                {
                    return null;
                }

                found = id;
                var first = await context.Profiles.Where(row => row.Id == id).Select(row => row.Uuid).SingleAsync(token);

                // What another customer has proved to own since is not theirs.
                var identifiers = await ProfileRows.IdentifiersEverAsync(context, id, token);
                string[] hashes =
                    [.. identifiers.Where(one => one.TakenAt is null).Select(one => audit.HashOfErased(one.Kind, one.Value))];
                await tables.NoteErasedAsync(context, hashes, time.GetUtcNow(), token);
                var activities = await deletion.RunAsync(context, id, token);
                deleted = activities;
                journal.Forget();
                return new AuditFact(AuditAction.CustomerDeleted, audit.PseudonymOfCustomer(first), AuditJson.Of(new { activities }));
            },
            cancellation);
        if (deleted is not null)
        {
            await erasure.EraseAsync(found);
        }

        return deleted;
    }

    public async Task<DateTimeOffset?> EndTokensAsync(string uuid, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var ends = new Dictionary<string, long>(StringComparer.Ordinal);
        DateTimeOffset? endedAt = null;
        await audit.RunAsync(
            context,
            async token =>
            {
                if (await ProfileRows.FindIdAsync(context, uuid, token) is not { } id)
                {
                    return null;
                }

                // To the next whole millisecond, so that nothing issued until now is missed.
                var moment = time.GetUtcNow().ToUnixTimeMilliseconds() + 1;
                foreach (var (kind, value, takenAt) in await ProfileRows.IdentifiersEverAsync(context, id, token))
                {
                    // What another customer got since is theirs from then on.
                    ends[audit.HashOfIdentifier(kind.ToWord(), value)] = Math.Min(moment, takenAt ?? moment);
                }

                await tables.EndTokensAsync(context, ends, token);
                await context.NoteTokenEndsAsync(token);
                endedAt = DateTimeOffset.FromUnixTimeMilliseconds(moment);
                var first = await context.Profiles.Where(row => row.Id == id).Select(row => row.Uuid).SingleAsync(token);
                var after = AuditJson.Of(new { identifiers = ends.Count });
                return new AuditFact(AuditAction.CustomerTokensEnded, audit.PseudonymOfCustomer(first), After: after);
            },
            cancellation);
        ended.Add(ends, audit.HashOfIdentifier);
        return endedAt;
    }
}
