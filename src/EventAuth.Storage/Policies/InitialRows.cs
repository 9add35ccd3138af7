using System.Security.Cryptography;

namespace EventAuth.Storage.Policies;

/// <summary>The first content of a new database: the key of event ids, the first version of the policy and the standard events.</summary>
internal static class InitialRows
{
    public static void Add(EventAuthDbContext context, DateTimeOffset now)
    {
        context.Installation.Add(new InstallationRecord { EventIdKey = RandomNumberGenerator.GetBytes(32), CreatedAt = now });
        context.PolicyRevisions.Add(PolicyRows.ToRow(new PolicyRevision(1, EventPolicy.Initial, "installation", now, null)));
        context.Catalog.AddRange(StandardEvents.All.Select(definition => new CatalogRecord
        {
            Action = definition.Action.Value,
            DisplayName = definition.DisplayName,
            Description = definition.Description,
            Category = definition.Category,
            Source = definition.Source,
        }));
    }
}
