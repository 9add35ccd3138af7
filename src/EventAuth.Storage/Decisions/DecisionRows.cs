using System.Linq.Expressions;

namespace EventAuth.Storage.Decisions;

/// <summary>Selects rows, and makes records of them.</summary>
internal static class DecisionRows
{
    /// <summary>Leaves out rows with an invalid reason: nothing could be said about them.</summary>
    public static readonly Expression<Func<EventRecord, bool>> IsReadable = row =>
        (row.Reason >= DecisionReason.ListedWithJwt && row.Reason <= DecisionReason.MonitoredAnonymousOtherNeedsJwt)
        || (row.Reason >= DecisionReason.JwtRequired && row.Reason <= DecisionReason.OtherNeedsJwt);

    /// <summary>The rows that match all of a filter except the customer.</summary>
    public static IQueryable<EventRecord> Where(this IQueryable<EventRecord> rows, DecisionFilter filter)
    {
        rows = rows.Where(IsReadable);
        rows = filter.Accepted is { } accepted ? rows.Where(row => row.Reason < DecisionReason.JwtRequired == accepted) : rows;
        rows = filter.Action is { } action ? rows.Where(row => row.Action == action) : rows;
        rows = filter.Reasons is { } reasons ? rows.Where(row => reasons.Contains(row.Reason)) : rows;
        rows = filter.Since is { } since ? rows.Where(row => row.ReceivedAt >= since) : rows;
        rows = filter.Until is { } until ? rows.Where(row => row.ReceivedAt < until) : rows;
        return filter.CertificateId is { } certificate ? rows.Where(row => row.CertificateId == certificate) : rows;
    }

    /// <summary>The newest records below an id for which all of a filter holds but the customer.</summary>
    public static IQueryable<DecisionRecord> Fitting(
        this IQueryable<EventRecord> rows, EventAuthDbContext context, DecisionFilter filter, long below, int limit) =>
        rows.Where(filter).Where(row => row.Id < below && row.Id > filter.AfterId)
            .OrderByDescending(row => row.Id).Take(limit).ToRecords(context);

    /// <summary>
    /// The records of rows, with data from other tables. Without the senders' content, which can be long and is not shown here; of
    /// the content of a rejected event only whether it exists.
    /// </summary>
    public static IQueryable<DecisionRecord> ToRecords(this IQueryable<EventRecord> rows, EventAuthDbContext context) =>
        context.WithDetails(rows).LeftJoin(
            context.Profiles,
            found => found.Row.ProfileId,
            profile => (long?)profile.Id,
            (found, profile) => new { row = found.Row, details = found.Details, profile })

        // A profile that was merged into another is shown as that one.
        .LeftJoin(
            context.Profiles,
            found => found.profile!.MergedInto ?? found.row.ProfileId,
            present => (long?)present.Id,
            (found, present) => new DecisionRecord(
                found.row.Id, found.row.ReceivedAt, found.row.Action, found.row.Reason, found.row.Cause, found.row.Count,
                found.row.PolicyVersion, found.row.CertificateId, found.row.EventId)
            {
                Customer = KnownOrNull(found.row.Customer),
                SentBy = present == null ? null : new DecisionCustomer(present.Uuid, present.Email, present.CustomId),
                Details = found.row.Reason < DecisionReason.JwtRequired ? null : new RejectionDetails(
                    ToHex(found.details!.CustomIdHash ?? found.details.EmailHash ?? found.details.UuidHash),
                    found.details.Origin,
                    found.details.Sdk,
                    found.details.ExpiredSeconds,
                    found.details.Payload != null),
            });

    private static CustomerState? KnownOrNull(CustomerState? customer) =>
        customer is { } state && Enum.IsDefined(state) ? customer : null;

    private static string? ToHex(byte[]? hash) => hash is null ? null : Convert.ToHexStringLower(hash);
}
