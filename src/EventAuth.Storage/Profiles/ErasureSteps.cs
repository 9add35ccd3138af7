using EventAuth.Storage.Audit;
using EventAuth.Storage.Journal;

namespace EventAuth.Storage.Profiles;

/// <summary>
/// Erases what is stored about a customer whose profile is gone. Each step finds its rows first, and can be repeated: after a
/// crash all of them start again.
/// </summary>
internal sealed class ErasureSteps(
    WriteSteps database, ErasureRecord erasure, AuditRecorder hashes, EventJournal journal, WriteTurns turns)
{
    private const string PartsOfIt = """SELECT "Id" FROM "Profiles" WHERE "MergedInto" = $profile LIMIT $rows""";
    private const string DeleteProfiles = $"""DELETE FROM "Profiles" {WriteSteps.InIds}""";

    private readonly (string, object)[] _profile = [("$profile", erasure.ProfileId)];

    /// <summary>The erasures to do.</summary>
    public static List<ErasureRecord> Pending(WriteSteps database) => database.Read(
        """SELECT "ProfileId", "LastEvent" FROM "Erasures" ORDER BY "ProfileId" """,
        row => new ErasureRecord { ProfileId = row.GetInt64(0), LastEvent = row.GetInt64(1) });

    /// <summary>Erases everything except the record that it has to be done.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var activities = new ActivityErasure(database, erasure.ProfileId);
        await activities.EraseNewestAsync(cancellation);
        await ForgetInWriterAsync(cancellation);
        await activities.EraseRunsAsync(cancellation);
        var identifiers = new IdentifierErasure(database, erasure.LastEvent, hashes);
        while (database.ReadNumbers(PartsOfIt, _profile) is { Count: > 0 } parts)
        {
            await identifiers.EraseAsync(parts, cancellation);
            await database.WriteAsync(DeleteProfiles, parts, cancellation);
        }

        await identifiers.EraseAsync([erasure.ProfileId], cancellation);
    }

    /// <summary>Records that it is done.</summary>
    public Task FinishAsync(CancellationToken cancellation) =>
        database.WriteAsync("""DELETE FROM "Erasures" WHERE "ProfileId" = $profile""", _profile, cancellation);

    // No event of theirs arrives any more, but the writer still remembers those of the newest events, for the run it will write. In our
    // turn, so that a transaction of the writer is either complete and in the tables, or starts by reading them again.
    private async Task ForgetInWriterAsync(CancellationToken cancellation)
    {
        using var turn = await turns.TakeAsync(cancellation);
        journal.Forget();
    }
}
