using System.Text.Json.Serialization;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What was decided in a span of time that ends now.</summary>
/// <param name="Span"><c>hour</c>, <c>day</c>, <c>week</c> or <c>month</c>.</param>
/// <param name="From">The beginning of the first period.</param>
/// <param name="StepSeconds">How long a period is.</param>
/// <param name="Accepted">All accepted events of the span.</param>
/// <param name="Rejected">All rejected events of the span.</param>
/// <param name="Periods">Each period, in order; the last one is not over yet.</param>
/// <param name="Codes">By rule, the most frequent first.</param>
/// <param name="Actions">By event, the most frequent first; at most 200.</param>
/// <param name="OtherActions">Other names together: those beyond the 200, and those of which a period has too many to count each.</param>
/// <param name="Certificates">By the certificate a token was checked with.</param>
/// <param name="Customers">By who sent them.</param>
internal sealed record OverviewAnswer(
    string Span,
    DateTimeOffset From,
    int StepSeconds,
    long Accepted,
    long Rejected,
    IReadOnlyList<PeriodAnswer> Periods,
    IReadOnlyList<CodeCountAnswer> Codes,
    IReadOnlyList<ActionCountAnswer> Actions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ActionCountAnswer? OtherActions,
    IReadOnlyList<CertificateCountAnswer> Certificates,
    CustomerCountAnswer Customers)
{
    public static OverviewAnswer Of(OverviewSpan span, DecisionOverview overview) => new(
        span.ToWord(),
        overview.From,
        (int)overview.Step.TotalSeconds,
        overview.Accepted,
        overview.Rejected,
        [.. overview.Periods.Select(period => new PeriodAnswer(period.Start, period.Accepted, period.Rejected))],
        [.. overview.Reasons.Select(reason => new CodeCountAnswer(reason.Reason.ToCode(), reason.Count))],
        [.. overview.Actions.Select(ActionCountAnswer.Of)],
        overview.OtherActions is { } others ? ActionCountAnswer.Of(others) : null,
        [.. overview.Certificates.Select(certificate =>
            new CertificateCountAnswer(certificate.CertificateId, certificate.Accepted, certificate.Rejected))],
        new CustomerCountAnswer(
            overview.Customers.Anonymous, overview.Customers.Known, overview.Customers.Authenticated, overview.Customers.NotKnown));
}

/// <summary>The events of one period.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="Accepted">How many were accepted.</param>
/// <param name="Rejected">How many were rejected.</param>
internal sealed record PeriodAnswer(DateTimeOffset Start, long Accepted, long Rejected);

/// <summary>The events that one rule decided.</summary>
/// <param name="Code">The rule.</param>
/// <param name="Count">How many.</param>
internal sealed record CodeCountAnswer(string Code, long Count);

/// <summary>One event.</summary>
/// <param name="Action">Its name; null for those that had none that is valid, or came in a flood of many names.</param>
/// <param name="Accepted">Accepted in the span.</param>
/// <param name="Rejected">Rejected in the span.</param>
/// <param name="AcceptedBefore">Accepted in the span of the same length before it.</param>
/// <param name="RejectedBefore">Rejected in the span of the same length before it.</param>
/// <param name="NewlyRejected">Whether it is rejected now and was not before.</param>
/// <param name="New">Whether it was not sent at all before.</param>
internal sealed record ActionCountAnswer(
    string? Action, long Accepted, long Rejected, long AcceptedBefore, long RejectedBefore, bool NewlyRejected, bool New)
{
    public static ActionCountAnswer Of(ActionCount count) =>
        new(count.Action, count.Accepted, count.Rejected, count.AcceptedBefore, count.RejectedBefore, count.IsNewlyRejected, count.IsNew);
}

/// <summary>The events that came with a token while one certificate was in force.</summary>
/// <param name="CertificateId">The certificate; null for events without a token.</param>
/// <param name="Accepted">How many were accepted.</param>
/// <param name="Rejected">How many were rejected.</param>
internal sealed record CertificateCountAnswer(string? CertificateId, long Accepted, long Rejected);

/// <summary>The events by who sent them.</summary>
/// <param name="Anonymous">Of anonymous customers without a token.</param>
/// <param name="Known">Of customers with e-mail or customId, without a token.</param>
/// <param name="Authenticated">With a valid token.</param>
/// <param name="NotKnown">Rejected before that was known.</param>
internal sealed record CustomerCountAnswer(long Anonymous, long Known, long Authenticated, long NotKnown);
