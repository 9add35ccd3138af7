using System.Text.Json.Serialization;
using EventAuth.Core.Decisions.Counts;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What was decided in a span of time that ends now.</summary>
internal sealed class OverviewAnswer(OverviewSpan span, DecisionOverview overview)
{
    /// <summary><c>hour</c>, <c>day</c>, <c>week</c> or <c>month</c>.</summary>
    public string Span { get; init; } = span.ToWord();

    /// <summary>The beginning of the first period.</summary>
    public DateTimeOffset From { get; init; } = overview.From;
    public int StepSeconds { get; init; } = (int)overview.Step.TotalSeconds;
    public long Accepted { get; init; } = overview.Accepted;
    public long Rejected { get; init; } = overview.Rejected;

    /// <summary>Each period, in order; the last one is not over yet.</summary>
    public IReadOnlyList<PeriodAnswer> Periods { get; init; } =
        [.. overview.Periods.Select(period => new PeriodAnswer(period.Start, period.Accepted, period.Rejected))];

    /// <summary>By reason, the most frequent first.</summary>
    public IReadOnlyList<CodeCountAnswer> Codes { get; init; } =
        [.. overview.Reasons.GroupBy(reason => reason.Reason.ToCode())
            .Select(alike => new CodeCountAnswer(alike.Key, alike.Sum(reason => reason.Count))).OrderByDescending(code => code.Count)];

    /// <summary>By event, the most frequent first; at most 200.</summary>
    public IReadOnlyList<ActionCountAnswer> Actions { get; init; } = [.. overview.Actions.Select(ActionCountAnswer.Of)];

    /// <summary>All other names together: those beyond the 200, and those of which a period has too many to count each.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public ActionCountAnswer? OtherActions { get; init; } = overview.OtherActions is { } others ? ActionCountAnswer.Of(others) : null;

    /// <summary>By the certificate a token was checked with.</summary>
    public IReadOnlyList<CertificateCountAnswer> Certificates { get; init; } =
        [.. overview.Certificates.Select(count => new CertificateCountAnswer(count.CertificateId, count.Accepted, count.Rejected))];
    public CustomerCountAnswer Customers { get; init; } =
        new(overview.Customers.Anonymous, overview.Customers.Known, overview.Customers.Authenticated, overview.Customers.NotKnown);
}

/// <summary>The events of one period.</summary>
/// <param name="Start">Its beginning.</param>
internal sealed record PeriodAnswer(DateTimeOffset Start, long Accepted, long Rejected);

/// <summary>The events with one reason.</summary>
internal sealed record CodeCountAnswer(string Code, long Count);

/// <summary>One event; its name is null for events without a valid name, or that came in a flood of many names.</summary>
/// <param name="AcceptedBefore">Accepted in the span of the same length before it.</param>
/// <param name="NewlyRejected">Whether it is rejected now and was not before.</param>
/// <param name="New">Whether it was not sent at all before.</param>
internal sealed record ActionCountAnswer(
    string? Action, long Accepted, long Rejected, long AcceptedBefore, long RejectedBefore, bool NewlyRejected, bool New)
{
    public static ActionCountAnswer Of(ActionCount count) =>
        new(count.Action, count.Accepted, count.Rejected, count.AcceptedBefore, count.RejectedBefore, count.IsNewlyRejected, count.IsNew);
}

/// <summary>The events that came with a token while one certificate was in force; null for events without a token.</summary>
internal sealed record CertificateCountAnswer(string? CertificateId, long Accepted, long Rejected);

/// <summary>The events by who sent them.</summary>
/// <param name="Anonymous">Of anonymous customers without a token.</param>
/// <param name="Known">Of customers with e-mail or customId, without a token.</param>
/// <param name="Authenticated">With a valid token.</param>
/// <param name="NotKnown">Rejected before that was known.</param>
internal sealed record CustomerCountAnswer(long Anonymous, long Known, long Authenticated, long NotKnown);
