using EventAuth.Core.Audit;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Tests.Audit;

/// <summary>Somebody who may change the database file.</summary>
internal static class Attacker
{
    private const string DropTriggers =
        """DROP TRIGGER IF EXISTS "AuditEntries_NoUpdate"; DROP TRIGGER IF EXISTS "AuditEntries_NoDelete"; DROP TRIGGER IF EXISTS "AuditEntries_AtTheEnd"; """;

    private const string DisableTriggers = """ALTER TABLE "AuditEntries" DISABLE TRIGGER USER""";

    /// <summary>Removes the triggers and changes rows.</summary>
    public static void Attack(this StorageFixture storage, string sql)
    {
        _ = storage.Read(storage.Options.Server is null ? DropTriggers : DisableTriggers);
        _ = storage.Read(sql);
    }

    /// <summary>Rewrites the whole trail with another person in it, with a key. Returns its head.</summary>
    public static AuditHead Forge(this StorageFixture storage, AuditKey key)
    {
        storage.Attack("SELECT 1");
        using var context = storage.Contexts.CreateDbContext();
        var entries = context.AuditEntries.AsNoTracking().OrderBy(row => row.Number).ToList();
        storage.Attack("""DELETE FROM "AuditEntries" """);
        var head = AuditHead.None;
        foreach (var row in entries)
        {
            var fact = new AuditFact(AuditAction.Find(row.Action)!, row.Subject, row.Before, row.After);
            var entry = AuditChain.Follow(key, head, fact, new AuditActor("eve@shop.example", row.Origin), row.Time);
            context.AuditEntries.Add(AuditRows.ToRow(entry));
            head = entry.Head;
        }

        context.SaveChanges();
        return head;
    }
}
