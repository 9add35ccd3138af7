using System.Collections.Concurrent;
using EventAuth.Core.Audit;

namespace EventAuth.Admin.Audit;

/// <summary>Records the first use of each API key, once.</summary>
internal sealed class FirstUses(IAuditTrail trail, IAuditReader reader) : IDisposable
{
    private readonly ConcurrentDictionary<int, bool> _known = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    /// <summary>How a key is called in the trail.</summary>
    public static string SubjectOf(int id, string name) => $"API key {id}: {name}";

    /// <summary>Notes a use.</summary>
    public Task NoteAsync(int id, string name, CancellationToken cancellation) =>
        _known.ContainsKey(id) ? Task.CompletedTask : LookAsync(id, name, cancellation);

    private async Task LookAsync(int id, string name, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var subject = SubjectOf(id, name);
            var filter = new AuditFilter(subject, Action: AuditAction.ApiKeyFirstUsed);
            if (!_known.ContainsKey(id) && (await reader.ReadBeforeAsync(filter, before: null, limit: 1, cancellation)).Count == 0)
            {
                await trail.RecordAsync(new AuditFact(AuditAction.ApiKeyFirstUsed, subject) { Who = "API key " + name }, cancellation);
            }

            _known[id] = true;
        }
        finally
        {
            _turn.Release();
        }
    }
}
