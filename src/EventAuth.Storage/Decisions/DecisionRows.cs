using System.Linq.Expressions;

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
    public static IQueryable<DecisionRow> WithoutContent(this IQueryable<EventRecord> rows) => rows.Select(row => new DecisionRow(
        new DecisionRecord(
            row.Id, row.ReceivedAt, row.Action, row.Reason, row.Cause, row.Count, row.PolicyVersion, row.CertificateId, row.EventId),
        row.Customer,
        row.ProfileId));

    /// <summary>The records, in the same order, with what stands elsewhere.</summary>
    public static async Task<IReadOnlyList<DecisionRecord>> CompleteAsync(
        EventAuthDbContext context, IReadOnlyList<DecisionRow> rows, CancellationToken cancellation)
    {
        var customers = await CustomersAsync(context, [.. rows.Select(row => row.ProfileId).OfType<long>().Distinct()], cancellation);
        var details = await DetailsAsync(context, [.. rows.Where(row => !row.Record.Reason.Accepts()).Select(row => row.Id)], cancellation);
        return [.. rows.Select(row => row.Record with
        {
            Customer = row.Customer is { } customer && Enum.IsDefined(customer) ? customer : null,
            SentBy = row.ProfileId is { } profile ? customers.GetValueOrDefault(profile) : null,
            Details = row.Record.Reason.Accepts() ? null
                : details.GetValueOrDefault(row.Id) ?? new RejectionDetails(null, null, null, null, HasPayload: false),
        })];
    }

    // What was sent can be long, and only counts as there or not.
    private static async Task<Dictionary<long, RejectionDetails>> DetailsAsync(
        EventAuthDbContext context, List<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await context.Rejections
            .Where(row => ids.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                Hash = row.CustomIdHash ?? row.EmailHash ?? row.UuidHash,
                row.Origin,
                row.Sdk,
                row.ExpiredSeconds,
                HasPayload = row.Payload != null,
            })
            .ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Id, row => new RejectionDetails(
            row.Hash is null ? null : Convert.ToHexStringLower(row.Hash), row.Origin, row.Sdk, row.ExpiredSeconds, row.HasPayload));
    }

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

/// <summary>A recorded verdict, and what leads to its customer.</summary>
internal sealed record DecisionRow(DecisionRecord Record, CustomerState? Customer, long? ProfileId)
{
    public long Id => Record.Id;
}
