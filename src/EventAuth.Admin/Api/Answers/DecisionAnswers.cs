using System.Text.Json.Serialization;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A verdict that was recorded.</summary>
internal sealed class DecisionAnswer(DecisionRecord record)
{
    /// <summary>Grows with each record.</summary>
    public long Id { get; init; } = record.Id;
    public DateTimeOffset Time { get; init; } = record.Time;
    public string Outcome { get; init; } = DecisionOutcome.Of(record.Reason.Accepts());

    /// <summary>The event's name; null where it had none that is valid.</summary>
    public string? Action { get; init; } = record.Action;
    public string Code { get; init; } = record.Reason.ToCode();

    /// <summary>More about a rejection; for a bad token, a code of the token inspector.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Cause { get; init; } = record.Cause;

    /// <summary>How many events the record stands for.</summary>
    public int Count { get; init; } = record.Count;
    public int PolicyVersion { get; init; } = record.PolicyVersion;
    [JsonIgnore(Condition = WhenWritingNull)] public string? CertificateId { get; init; } = record.CertificateId;
    [JsonIgnore(Condition = WhenWritingNull)] public Guid? EventId { get; init; } = record.EventId;

    /// <summary>Who sent it, as the decision saw it: <c>anonymous</c>, <c>known</c> or <c>authenticated</c>.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Customer { get; init; } = record.Customer?.ToSnakeCase();

    /// <summary>HMAC-SHA-256 of the first identifier of a rejected event, under a key of this installation.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? CustomerHash { get; init; } = record.Details?.CustomerHash;
    [JsonIgnore(Condition = WhenWritingNull)] public string? Origin { get; init; } = record.Details?.Origin;

    /// <summary>Name and version of the program that sent a rejected event.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Sdk { get; init; } = record.Details?.Sdk;
    [JsonIgnore(Condition = WhenWritingNull)] public long? ExpiredSeconds { get; init; } = record.Details?.ExpiredSeconds;
}

/// <summary>What was decided in a span of time that ends now.</summary>
internal sealed class OverviewAnswer(OverviewSpan span, DecisionOverview overview)
{
    public string Span { get; init; } = span.ToWord();
    public DateTimeOffset From { get; init; } = overview.From;
    public int StepSeconds { get; init; } = (int)overview.Step.TotalSeconds;
    public long Accepted { get; init; } = overview.Accepted;
    public long Rejected { get; init; } = overview.Rejected;
    public IReadOnlyList<PeriodCount> Periods { get; init; } = overview.Periods;
    public IReadOnlyList<CodeCountAnswer> Codes { get; init; } =
        [.. overview.Reasons.Select(reason => new CodeCountAnswer(reason.Reason.ToCode(), reason.Count))];

    /// <summary>By event, the most frequent first; at most 200.</summary>
    public IReadOnlyList<ActionCountAnswer> Actions { get; init; } = [.. overview.Actions.Select(ActionCountAnswer.Of)];

    /// <summary>Other names together: those beyond the 200, and those of which a period has too many to count each.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public ActionCountAnswer? OtherActions { get; init; } = overview.OtherActions is { } others ? ActionCountAnswer.Of(others) : null;
    public IReadOnlyList<CertificateCount> Certificates { get; init; } = overview.Certificates;
    public CustomerCount Customers { get; init; } = overview.Customers;
}

/// <summary>The events that one rule decided.</summary>
internal sealed record CodeCountAnswer(string Code, long Count);

/// <summary>One event; its name is null for those that had none that is valid, or came in a flood of many names.</summary>
/// <param name="AcceptedBefore">Accepted in the span of the same length before it.</param>
/// <param name="NewlyRejected">Whether it is rejected now and was not before.</param>
/// <param name="New">Whether it was not sent at all before.</param>
internal sealed record ActionCountAnswer(
    string? Action, long Accepted, long Rejected, long AcceptedBefore, long RejectedBefore, bool NewlyRejected, bool New)
{
    public static ActionCountAnswer Of(ActionCount count) =>
        new(count.Action, count.Accepted, count.Rejected, count.AcceptedBefore, count.RejectedBefore, count.IsNewlyRejected, count.IsNew);
}
