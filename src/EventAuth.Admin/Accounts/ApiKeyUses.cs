using System.Collections.Concurrent;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using EventAuth.Storage.Files;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// Records the first use of each key, once, and keeps the last use in memory: a call that only reads must not write. Writes the last
/// uses regularly, and at the end, so that a restart does not lose them.
/// </summary>
internal sealed class ApiKeyUses(
    IAuditTrail trail, IAuditReader reader, IDbContextFactory<EventAuthDbContext> contexts, TimeProvider time)
    : PeriodicWriter(time, TimeSpan.FromSeconds(30))
{
    private readonly ConcurrentDictionary<int, DateTimeOffset> _last = new();
    private readonly ConcurrentDictionary<int, bool> _recorded = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<int, DateTimeOffset> _written = [];

    /// <summary>The name of a key in the audit trail.</summary>
    public static string SubjectOf(ApiKeyRecord key) => $"API key {key.Id}: {key.Name}";

    /// <summary>When a key was last used since the program started, or null.</summary>
    public DateTimeOffset? LastOf(int id) => _last.TryGetValue(id, out var last) ? last : null;

    /// <summary>Records a use; the first of a key is recorded in the audit trail before it goes on.</summary>
    public Task NoteAsync(ApiKeyRecord key, CancellationToken cancellation)
    {
        _last[key.Id] = Time.GetUtcNow();
        return _recorded.ContainsKey(key.Id) ? Task.CompletedTask : RecordFirstAsync(key, cancellation);
    }

    private async Task RecordFirstAsync(ApiKeyRecord key, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var subject = SubjectOf(key);
            var filter = new AuditFilter(subject, Action: AuditAction.ApiKeyFirstUsed);
            if (!_recorded.ContainsKey(key.Id) && (await reader.ReadBeforeAsync(filter, before: null, limit: 1, cancellation)).Count == 0)
            {
                await trail.RecordAsync(new AuditFact(AuditAction.ApiKeyFirstUsed, subject) { Who = "API key " + key.Name }, cancellation);
            }

            _recorded[key.Id] = true;
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var (id, last) in _last.Where(use => _written.GetValueOrDefault(use.Key) != use.Value))
            {
                await using var context = await contexts.CreateDbContextAsync(cancellation);
                await context.ApiKeys.Where(record => record.Id == id && (record.LastUsedAt == null || record.LastUsedAt < last))
                    .ExecuteUpdateAsync(set => set.SetProperty(record => record.LastUsedAt, last), cancellation);
                _written[id] = last;
            }
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem))
        {
            // Only helps people to clean up keys, so it is not worth a log line: storage logs its own failures. The next round tries again.
        }
    }
}
