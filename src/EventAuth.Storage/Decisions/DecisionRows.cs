using System.Linq.Expressions;
using EventAuth.Core.Decisions;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Decisions;

/// <summary>Chooses rows, and makes records of them with what stands elsewhere.</summary>
internal static class DecisionRows
{
    /// <summary>Leaves out rows whose reason is none: nothing could be said of them.</summary>
    public static readonly Expression<Func<EventRecord, bool>> IsReadable = row =>
        (row.Reason >= DecisionReason.ListedWithJwt && row.Reason <= DecisionReason.KnownCustomer)
        || (row.Reason >= DecisionReason.JwtRequired && row.Reason <= DecisionReason.MalformedJson);

    /// <summary>The rows for which all of a filter holds but the customer.</summary>
    public static IQueryable<EventRecord> Where(this IQueryable<EventRecord> rows, DecisionFilter filter)
    {
        rows = rows.Where(IsReadable);
        rows = filter.Accepted is { } accepted ? rows.Where(row => row.Reason < DecisionReason.JwtRequired == accepted) : rows;
        rows = filter.Action is { } action ? rows.Where(row => row.Action == action) : rows;
        rows = filter.Reason is { } reason ? rows.Where(row => row.Reason == reason) : rows;
        rows = filter.Since is { } since ? rows.Where(row => row.ReceivedAt >= since) : rows;
        rows = filter.Until is { } until ? rows.Where(row => row.ReceivedAt < until) : rows;
        return filter.CertificateId is { } certificate ? rows.Where(row => row.CertificateId == certificate) : rows;
    }

    /// <summary>The rows as records, in the same order.</summary>
    public static async Task<IReadOnlyList<DecisionRecord>> ToRecordsAsync(EventAuthDbContext context, IReadOnlyList<EventRecord> rows, CancellationToken cancellation)
    {
        var customers = await CustomersAsync(context, [.. rows.Select(row => row.ProfileId).OfType<long>().Distinct()], cancellation);
        var rejected = rows.Where(row => !row.Reason.Accepts()).Select(row => row.Id).ToList();
        var details = rejected.Count == 0 ? [] : await context.Rejections.AsNoTracking().Where(row => rejected.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        return [.. rows.Select(row => ToRecord(row, details.GetValueOrDefault(row.Id)) with { SentBy = row.ProfileId is { } id ? customers.GetValueOrDefault(id) : null })];
    }

    private static DecisionRecord ToRecord(EventRecord row, RejectionRecord? details) =>
        new(row.Id, row.ReceivedAt, row.Action, row.Reason, row.Cause, row.Count, row.PolicyVersion, row.CertificateId, row.EventId)
        {
            Customer = row.Customer is { } customer && Enum.IsDefined(customer) ? customer : null,
            Details = row.Reason.Accepts() ? null : new RejectionDetails(
                (details?.CustomIdHash ?? details?.EmailHash ?? details?.UuidHash) is { } hash ? Convert.ToHexStringLower(hash) : null,
                details?.Origin,
                details?.Sdk,
                details?.ExpiredSeconds,
                details?.Payload is not null),
        };

    // A profile that became part of another shows as that one.
    private static async Task<Dictionary<long, DecisionCustomer>> CustomersAsync(EventAuthDbContext context, List<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var pairs = await context.Profiles.AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .Join(context.Profiles, row => row.MergedInto ?? row.Id, present => present.Id, (row, present) => new { row.Id, present.Uuid, present.Email, present.CustomId })
            .ToListAsync(cancellation);
        return pairs.ToDictionary(pair => pair.Id, pair => new DecisionCustomer(pair.Uuid, pair.Email, pair.CustomId));
    }
}
