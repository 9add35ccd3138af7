using System.Data.Common;
using EventAuth.Storage.Files;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Audit;

/// <summary>Appends to the trail, one entry after the other, and stores its head next to the key after each.</summary>
internal sealed partial class AuditRecorder(
    IDbContextFactory<EventAuthDbContext> contexts,
    AuditFiles files,
    StorageFiles storage,
    IAuditActorSource actors,
    WriteTurns turns,
    TimeProvider time,
    ILogger<AuditRecorder> log) : IAuditTrail, IAuditedChanges, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private AuditKey? _key;
    private volatile string _head = AuditHead.None.ToString();

    public AuditHead Head => AuditHead.TryParse(_head, out var head) ? head : AuditHead.None;

    private AuditKey Key => _key ?? throw new InvalidOperationException("The audit trail is not open yet.");

    public void Dispose() => _turn.Dispose();

    public string PseudonymOf(string account) => Key.PseudonymOf(account);

    public string PseudonymOfCustomer(string uuid) => Key.PseudonymOfCustomer(uuid);

    /// <summary>A hash under the key of the trail, which is outside the database; see <see cref="AuditKey.HashOfIdentifier"/>.</summary>
    public string HashOfIdentifier(string kind, string value) => Key.HashOfIdentifier(kind, value);

    /// <inheritdoc cref="AuditKey.ShortHashOfIdentifier"/>
    public ulong ShortHashOf(IdentifierKind kind, string value) => Key.ShortHashOfIdentifier(kind.ToWord(), value);

    /// <inheritdoc cref="AuditKey.HashOfErased"/>
    public string HashOfErased(IdentifierKind kind, string value) => Key.HashOfErased(HashOfIdentifier(kind.ToWord(), value));

    /// <inheritdoc cref="HashOfIdentifier"/>
    public byte[] HashOf(IdentifierKind kind, string value) => Convert.FromHexString(HashOfIdentifier(kind.ToWord(), value));

    /// <inheritdoc cref="AuditKey.Derive"/>
    public byte[] DeriveKey(string purpose) => Key.Derive(purpose);

    public async Task RecordAsync(AuditFact fact, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await RunAsync(context, _ => Task.FromResult<AuditFact?>(fact), cancellation);
    }

    // In the background: SQLite blocks its thread while it waits for the write lock, and a page must not hang.
    public Task<bool> RunAsync(
        EventAuthDbContext context, Func<CancellationToken, Task<AuditFact?>> change, CancellationToken cancellation) => Task.Run(
        async () =>
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                if (await WriteAsync(context, change, cancellation) is not { } head)
                {
                    return false;
                }

                Keep(head);
                return true;
            }
            finally
            {
                _turn.Release();
            }
        },
        cancellation);

    // Null if there was nothing to change.
    private async Task<AuditHead?> WriteAsync(
        EventAuthDbContext context, Func<CancellationToken, Task<AuditFact?>> change, CancellationToken cancellation)
    {
        // It takes the write lock at once, so nobody else appends between reading the end and the commit.
        using var turn = await turns.TakeAsync(cancellation);
        await using var transaction = await BeginAsync(context, cancellation);
        if (await change(cancellation) is not { } fact)
        {
            return null;
        }

        var head = await AppendAsync(context, fact, cancellation);
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);

        // As for events: a change that nobody could read later is not made.
        storage.Check();
        return head;
    }

    /// <summary>
    /// Opens the trail, or starts a new one with its own key. Throws <see cref="StorageRefusedException"/> when there are entries
    /// without their key: a new one would make every entry look forged.
    /// </summary>
    /// <param name="mayLackHead">
    /// Whether there may be entries and no head beside them: for a process that begins an installation together with others, one of
    /// which was faster. Otherwise a missing head is recorded, since whoever removed it may have cut the trail.
    /// </param>
    /// <param name="cancellation">Ends the wait for the database.</param>
    public async Task OpenAsync(bool mayLackHead, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var last = await AuditRows.ReadHeadAsync(context, cancellation);
        _key = files.ReadKey() ?? (last.Number == 0 ? files.MakeKey() : throw new StorageRefusedException(
            "There is an audit trail in the database, and its key, the file audit.key of 32 bytes beside it, "
            + "is missing or has another size. Put it back from where it is kept; without it nothing starts."));
        var kept = files.ReadHead();
        _head = last.ToString();
        if (kept is null ? last.Number > 0 && !mayLackHead : !await AuditRows.ContainsAsync(context, kept.Value, cancellation))
        {
            await RecordAsync(TailLost(kept, last), cancellation);
        }
        else if (last.Number == 0)
        {
            await RecordAsync(new AuditFact(AuditAction.AuditStarted, "audit trail"), cancellation);
        }
        else if (kept != last)
        {
            Keep(last);
        }
    }

    private static async Task<IDbContextTransaction> BeginAsync(EventAuthDbContext context, CancellationToken cancellation)
    {
        try
        {
            return await context.BeginWritingAsync(cancellation);
        }
        catch (DbException refused)
        {
            if (!ReadOnlyConnections.KeepOut(context.Database.GetDbConnection(), refused))
            {
                throw;
            }

            // It was opened while nothing could be written. A new one shows whether that is still so.
            await context.Database.CloseConnectionAsync();
            return await context.BeginWritingAsync(cancellation);
        }
    }

    private async Task<AuditHead> AppendAsync(EventAuthDbContext context, AuditFact fact, CancellationToken cancellation)
    {
        var last = await AuditRows.ReadHeadAsync(context, cancellation);
        if (last != Head && !await AuditRows.ContainsAsync(context, Head, cancellation))
        {
            last = Add(context, last, TailLost(Head, last));
        }

        return Add(context, last, fact);
    }

    private AuditHead Add(EventAuthDbContext context, AuditHead last, AuditFact fact)
    {
        var entry = AuditChain.Follow(Key, last, fact, actors.Current, time.GetUtcNow());
        context.AuditEntries.Add(AuditRows.ToRow(entry));
        return entry.Head;
    }

    // What is committed is in the trail; a head that could not be stored is stored with the next entry, or at the next start.
    private void Keep(AuditHead head)
    {
        _head = head.ToString();
        try
        {
            files.WriteHead(head);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogNotKept(problem);
        }
    }

    private AuditFact TailLost(AuditHead? kept, AuditHead last)
    {
        LogTailLost(kept?.Number ?? 0, last.Number);
        var before = kept is { } head ? ToJson(head) : null;
        return new AuditFact(AuditAction.AuditTailLost, "audit trail", before, ToJson(last)) { Who = AuditEntry.Installation };
    }

    private static string ToJson(AuditHead head) => AuditJson.Of(new { number = head.Number, hash = head.Hash });

    [LoggerMessage(2101, LogLevel.Error,
        "The end of the audit trail is not what was recorded: entry {Kept} was its head, and it ends with entry {Last}. "
        + "\"audit verify\" says more.")]
    private partial void LogTailLost(long kept, long last);

    [LoggerMessage(2102, LogLevel.Error, "The head of the audit trail could not be written to audit.head.")]
    private partial void LogNotKept(Exception problem);
}
