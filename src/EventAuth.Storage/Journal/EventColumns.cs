using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>An accepted event with everything that its row needs.</summary>
/// <param name="Row">The row's id.</param>
/// <param name="Id">The event's public id.</param>
internal readonly record struct AcceptedEvent(
    long Row, JournalEntry Entry, int PolicyVersion, Decision Decision, CustomerState Customer, Guid Id, ProfileOutcome Outcome,
    SenderHashes Sender);

/// <summary>A rejected event with everything that its row needs.</summary>
internal readonly record struct RejectedEvent(long Row, RejectionEntry Entry);

/// <summary>
/// What each column of <see cref="EventRecord"/> gets for an accepted event and for a rejected one; a column is NULL for those that have
/// nothing for it. A new column is added to the record, here and by a migration; docs/architecture.md names what else it touches.
/// </summary>
internal static class EventColumns
{
    private static readonly Utf8Text s_noParameters = Utf8Text.Of("{}");

    private static readonly (string Name, ColumnValue<AcceptedEvent>? Accepted, ColumnValue<RejectedEvent>? Rejected)[] s_all =
    [
        (nameof(EventRecord.Id), (row, in e) => row.Bind(e.Row), (row, in e) => row.Bind(e.Row)),
        (nameof(EventRecord.ReceivedAt), (row, in e) => row.Bind(e.Entry.ReceivedAt), (row, in e) => row.Bind(e.Entry.ReceivedAt)),
        (nameof(EventRecord.Reason), (row, in e) => row.Bind((long)e.Decision.Reason), (row, in e) => row.Bind((long)e.Entry.Reason)),
        (nameof(EventRecord.Cause), null, (row, in e) => row.Bind(e.Entry.Cause)),
        (nameof(EventRecord.Customer), (row, in e) => row.Bind((long)e.Customer), (row, in e) => row.Bind((long?)e.Entry.State)),
        (nameof(EventRecord.Count), (row, in _) => row.Bind(1), (row, in e) => row.Bind(e.Entry.Count)),
        (nameof(EventRecord.Action), (row, in e) => row.Bind(e.Entry.Action.Value), (row, in e) => row.Bind(e.Entry.Action)),
        (nameof(EventRecord.PolicyVersion), (row, in e) => row.Bind(e.PolicyVersion), (row, in e) => row.Bind(e.Entry.PolicyVersion)),
        (nameof(EventRecord.CertificateId), (row, in e) => row.Bind(e.Entry.CertificateId), (row, in e) => row.Bind(e.Entry.CertificateId)),
        (nameof(EventRecord.EventId), (row, in e) => row.Bind(e.Id), null),
        (nameof(EventRecord.ProfileId), (row, in e) => row.Bind(e.Outcome.Profile.Id), null),
        (nameof(EventRecord.Label), (row, in e) => row.Bind(e.Entry.Label), null),
        (nameof(EventRecord.Time), (row, in e) => row.Bind(e.Entry.Time), null),
        (nameof(EventRecord.OriginalTime), (row, in e) => row.Bind(e.Entry.OriginalTime), null),
        (nameof(EventRecord.Params), (row, in e) => row.Bind(e.Entry.Params.IsPresent ? e.Entry.Params : s_noParameters), null),
        (nameof(EventRecord.ProfileUpdated), (row, in e) => row.Bind(e.Decision.MayChangeData), (row, in _) => row.Bind(false)),
        (nameof(EventRecord.Conflict), (row, in e) => row.Bind(e.Outcome.Conflict), (row, in _) => row.Bind(false)),
        (nameof(EventRecord.NotKept), (row, in e) => row.Bind(NamesJson.Write(e.Outcome.NotKept)), null),
        (nameof(EventRecord.Sender), (row, in e) => row.Bind(e.Sender.ToBytes()), (row, in e) => row.Bind(e.Entry.Sender?.ToBytes())),
    ];

    public static (string Name, ColumnValue<AcceptedEvent> Value)[] Accepted { get; } =
        [.. s_all.Where(column => column.Accepted is not null).Select(column => (column.Name, column.Accepted!))];

    public static (string Name, ColumnValue<RejectedEvent> Value)[] Rejected { get; } =
        [.. s_all.Where(column => column.Rejected is not null).Select(column => (column.Name, column.Rejected!))];

    /// <summary>
    /// What is said of an accepted event's customer, and erased with them: the columns that only accepted events have, and who sent it.
    /// </summary>
    public static IEnumerable<string> OfCustomer { get; } =
        [.. s_all.Where(column => column.Rejected is null).Select(column => column.Name), nameof(EventRecord.Sender)];
}
