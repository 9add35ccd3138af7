namespace EventAuth.Core.Decisions;

/// <summary>Which records to read. All conditions must hold.</summary>
/// <param name="Reason">Only those that were answered with its code.</param>
/// <param name="Accepted">Only accepted, only rejected, or both.</param>
/// <param name="Since">Only received at or after.</param>
public sealed record DecisionFilter(
    bool? Accepted = null, string? Action = null, DecisionReason? Reason = null, DateTimeOffset? Since = null)
{
    /// <summary>Only what Monitor mode accepted; the reason is then the one that it would be rejected for.</summary>
    public bool IsMonitored { get; init; }

    /// <summary>The reasons to read; null for any.</summary>
    public IReadOnlyList<DecisionReason>? Reasons => (Reason, IsMonitored) switch
    {
        (null, false) => null,
        ({ } reason, false) => MonitoredDecisions.AnsweredWith(reason),
        (var reason, true) =>
            [.. MonitoredDecisions.All.Where(each => reason is null || each.Monitored()!.Value.Answered() == reason)],
    };

    /// <summary>Only received before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only of this customer: a uuid, an e-mail or a customId, as it was sent. Finds rejected events by its hash.</summary>
    public string? Customer { get; init; }

    /// <summary>Only those with this certificate in force.</summary>
    public string? CertificateId { get; init; }

    /// <summary>Only records above this id: those added since.</summary>
    public long AfterId { get; init; }
}

/// <summary>A part of the verdicts; it may have fewer than asked for, or none, before the end: one read is bounded.</summary>
/// <param name="Records">The records, newest first.</param>
/// <param name="Next">All that follow are below this id; null if nothing follows.</param>
public sealed record DecisionPage(IReadOnlyList<DecisionRecord> Records, long? Next);
