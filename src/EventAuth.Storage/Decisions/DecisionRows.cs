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

    /// <summary>The rows without what senders wrote into them, which can be long and is not shown here.</summary>
    public static IQueryable<EventRecord> WithoutContent(this IQueryable<EventRecord> rows) =>
        rows.AsNoTracking().Select(row => new EventRecord
        {
            Id = row.Id,
            ReceivedAt = row.ReceivedAt,
            Reason = row.Reason,
            Cause = row.Cause,
            Customer = row.Customer,
            Count = row.Count,
            Action = row.Action,
            PolicyVersion = row.PolicyVersion,
            CertificateId = row.CertificateId,
            EventId = row.EventId,
            ProfileId = row.ProfileId,
        });

    /// <summary>The rows as records, in the same order.</summary>
    public static async Task<IReadOnlyList<DecisionRecord>> ToRecordsAsync(
        EventAuthDbContext context, IReadOnlyList<EventRecord> rows, CancellationToken cancellation)
    {
        var customers = await CustomersAsync(context, [.. rows.Select(row => row.ProfileId).OfType<long>().Distinct()], cancellation);
        var rejected = rows.Where(row => !row.Reason.Accepts()).Select(row => row.Id).ToList();
        var details = rejected.Count == 0 ? [] : await DetailsAsync(context, rejected, cancellation);
        return
        [
            .. rows.Select(row => ToRecord(row, details.GetValueOrDefault(row.Id).Row, details.GetValueOrDefault(row.Id).HasPayload) with
            {
                SentBy = row.ProfileId is { } id ? customers.GetValueOrDefault(id) : null,
            }),
        ];
    }

    // What was sent can be long, and only counts as there or not.
    private static async Task<Dictionary<long, (RejectionRecord Row, bool HasPayload)>> DetailsAsync(
        EventAuthDbContext context, List<long> ids, CancellationToken cancellation)
    {
        var rows = await context.Rejections
            .Where(row => ids.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.UuidHash,
                row.EmailHash,
                row.CustomIdHash,
                row.Origin,
                row.Sdk,
                row.ExpiredSeconds,
                HasPayload = row.Payload != null,
            })
            .ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Id, row => (
            new RejectionRecord
            {
                Id = row.Id,
                UuidHash = row.UuidHash,
                EmailHash = row.EmailHash,
                CustomIdHash = row.CustomIdHash,
                Origin = row.Origin,
                Sdk = row.Sdk,
                ExpiredSeconds = row.ExpiredSeconds,
            },
            row.HasPayload));
    }

    private static DecisionRecord ToRecord(EventRecord row, RejectionRecord? details, bool hasPayload) =>
        new(row.Id, row.ReceivedAt, row.Action, row.Reason, row.Cause, row.Count, row.PolicyVersion, row.CertificateId, row.EventId)
        {
            Customer = row.Customer is { } customer && Enum.IsDefined(customer) ? customer : null,
            Details = row.Reason.Accepts() ? null : new RejectionDetails(
                (details?.CustomIdHash ?? details?.EmailHash ?? details?.UuidHash) is { } hash ? Convert.ToHexStringLower(hash) : null,
                details?.Origin,
                details?.Sdk,
                details?.ExpiredSeconds,
                hasPayload),
        };

    // A profile that became part of another shows as that one.
    private static async Task<Dictionary<long, DecisionCustomer>> CustomersAsync(
        EventAuthDbContext context, List<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var pairs = await context.Profiles.AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .Join(
                context.Profiles,
                row => row.MergedInto ?? row.Id,
                present => present.Id,
                (row, present) => new { row.Id, present.Uuid, present.Email, present.CustomId })
            .ToListAsync(cancellation);
        return pairs.ToDictionary(pair => pair.Id, pair => new DecisionCustomer(pair.Uuid, pair.Email, pair.CustomId));
    }
}
