namespace EventAuth.Core.Decisions.Counts;

/// <summary>What was decided in a span of time. Periods begin at whole minutes, hours or days in UTC; the last one is still open.</summary>
/// <param name="From">The beginning of the first period, in UTC.</param>
/// <param name="Periods">Each period of the span, in order, including those without events.</param>
/// <param name="Reasons">By reason, the most frequent first; only those with events.</param>
/// <param name="Actions">By event, the most frequent first; at most <see cref="MostActions"/>.</param>
/// <param name="OtherActions">The sum of other names: those beyond the limit, and those a period had no room for; null for none.</param>
/// <param name="Certificates">By the certificate that checked the token, the most frequent first; null stands for no token.</param>
public sealed record DecisionOverview(
    DateTimeOffset From,
    TimeSpan Step,
    IReadOnlyList<PeriodCount> Periods,
    IReadOnlyList<ReasonCount> Reasons,
    IReadOnlyList<ActionCount> Actions,
    ActionCount? OtherActions,
    IReadOnlyList<CertificateCount> Certificates,
    CustomerCount Customers)
{
    /// <summary>How many events are counted by name.</summary>
    public const int MostActions = 200;

    /// <summary>All accepted events of the span.</summary>
    public long Accepted => Periods.Sum(period => period.Accepted);

    /// <summary>All rejected events of the span.</summary>
    public long Rejected => Periods.Sum(period => period.Rejected);

    /// <summary>All accepted events of the span of the same length before it.</summary>
    public long AcceptedBefore { get; init; }

    /// <summary>All rejected events of the span of the same length before it.</summary>
    public long RejectedBefore { get; init; }

    /// <summary>The beginning of the span before, in UTC.</summary>
    public DateTimeOffset FromBefore => From - (Step * Periods.Count);
}

/// <summary>The events of one period.</summary>
/// <param name="Start">Its beginning, in UTC.</param>
public sealed record PeriodCount(DateTimeOffset Start, long Accepted, long Rejected);

/// <summary>The events with one reason.</summary>
public sealed record ReasonCount(DecisionReason Reason, long Count);

/// <summary>One event.</summary>
/// <param name="Action">Its name; null for events without a valid name, or that came in a flood of many names.</param>
/// <param name="AcceptedBefore">Accepted in the span of the same length before it.</param>
/// <param name="RejectedBefore">Rejected in the span of the same length before it.</param>
public sealed record ActionCount(string? Action, long Accepted, long Rejected, long AcceptedBefore, long RejectedBefore)
{
    /// <summary>Rejected now and not before: probably a site has changed, or the policy.</summary>
    public bool IsNewlyRejected => Rejected > 0 && RejectedBefore == 0;

    /// <summary>Not sent at all in the span before.</summary>
    public bool IsNew => AcceptedBefore == 0 && RejectedBefore == 0;
}

/// <summary>The events that came with a token while one certificate was in force.</summary>
/// <param name="CertificateId">The certificate; null for events without a token.</param>
public sealed record CertificateCount(string? CertificateId, long Accepted, long Rejected);

/// <summary>The events by who sent them.</summary>
/// <param name="Anonymous">Of anonymous customers without a token.</param>
/// <param name="Known">Of customers with e-mail or customId, without a token.</param>
/// <param name="Authenticated">With a valid token.</param>
/// <param name="NotKnown">Rejected before that was known: with an invalid token, or in the wrong form.</param>
public sealed record CustomerCount(long Anonymous, long Known, long Authenticated, long NotKnown);
