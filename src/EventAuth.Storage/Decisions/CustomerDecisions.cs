using EventAuth.Core.Decisions;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using EventAuth.Storage.Profiles;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Decisions;

/// <summary>Finds the decisions on one customer: what was accepted by their profile, what was rejected by the hash of what was typed.</summary>
internal sealed class CustomerDecisions(EventAuthDbContext context, AuditRecorder hashes)
{
    /// <summary>So many more activities are looked at than asked for: the order of receipt is not quite the order of ids.</summary>
    private const int Margin = 1_000;

    /// <summary>Rows below an id, newest first.</summary>
    /// <param name="customer">A uuid, an e-mail or a customId, as typed.</param>
    /// <param name="filter">What else must hold.</param>
    /// <param name="below">Only rows below this id.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<EventRecord>> FindAsync(string customer, DecisionFilter filter, long below, int limit, CancellationToken cancellation)
    {
        var identifiers = Read(customer.Trim());
        var rows = new List<EventRecord>();
        if (filter.Accepted != false)
        {
            rows.AddRange(await AcceptedAsync(identifiers, filter, below, limit, cancellation));
        }

        if (filter.Accepted != true)
        {
            rows.AddRange(await RejectedAsync(identifiers, filter, below, limit, cancellation));
        }

        return [.. rows.OrderByDescending(row => row.Id).Take(limit)];
    }

    private async Task<List<EventRecord>> AcceptedAsync(List<TypedIdentifier> identifiers, DecisionFilter filter, long below, int limit, CancellationToken cancellation)
    {
        var profiles = new List<long>();
        foreach (var (kind, value) in identifiers)
        {
            profiles.AddRange(await context.Identifiers.Where(row => row.Kind == kind && row.Value == value).Select(row => row.ProfileId).ToListAsync(cancellation));
        }

        var history = new List<long>();
        foreach (var profile in profiles.Distinct())
        {
            history.AddRange(await ProfileRows.HistoryAsync(context, profile, cancellation));
        }

        if (history.Count == 0)
        {
            return [];
        }

        DateTimeOffset? receivedBy = await context.Events.Where(row => row.Id == below).Select(row => (DateTimeOffset?)row.ReceivedAt).SingleOrDefaultAsync(cancellation);
        return await ActivityKeys.NewestReceived(context, history, receivedBy, limit + Margin).AsNoTracking()
            .Where(filter).Where(row => row.Id < below && row.Id > filter.AfterId).OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellation);
    }

    private async Task<List<EventRecord>> RejectedAsync(List<TypedIdentifier> identifiers, DecisionFilter filter, long below, int limit, CancellationToken cancellation)
    {
        var uuid = HashOf(identifiers, IdentifierKind.Uuid);
        var email = HashOf(identifiers, IdentifierKind.Email);
        var customId = HashOf(identifiers, IdentifierKind.CustomId);
        var ids = context.Rejections
            .Where(row => (row.UuidHash != null && row.UuidHash == uuid) || (row.EmailHash != null && row.EmailHash == email) || (row.CustomIdHash != null && row.CustomIdHash == customId))
            .Select(row => row.Id);
        return await context.Events.AsNoTracking().Where(row => ids.Contains(row.Id)).Where(filter).Where(row => row.Id < below && row.Id > filter.AfterId)
            .OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellation);
    }

    private byte[]? HashOf(List<TypedIdentifier> identifiers, IdentifierKind kind) =>
        identifiers.Find(identifier => identifier.Kind == kind) is { Value: { } value } ? Convert.FromHexString(hashes.HashOfIdentifier(kind.ToWord(), value)) : null;

    // What could be several kinds is looked for as each of them.
    private static List<TypedIdentifier> Read(string typed)
    {
        var identifiers = new List<TypedIdentifier>();
        if (IdentifierRules.TryReadUuid(typed, out var uuid))
        {
            identifiers.Add(new TypedIdentifier(IdentifierKind.Uuid, uuid));
        }

        if (IdentifierRules.IsEmail(typed))
        {
            identifiers.Add(new TypedIdentifier(IdentifierKind.Email, IdentifierRules.FoldEmail(typed)));
        }

        if (IdentifierRules.IsCustomId(typed))
        {
            identifiers.Add(new TypedIdentifier(IdentifierKind.CustomId, typed));
        }

        return identifiers;
    }

    private readonly record struct TypedIdentifier(IdentifierKind Kind, string Value);
}
