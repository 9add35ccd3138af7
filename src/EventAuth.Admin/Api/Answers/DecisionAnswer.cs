using System.Text.Json.Serialization;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A verdict that was recorded.</summary>
internal sealed class DecisionAnswer(DecisionRecord record)
{
    /// <summary>Grows with each record.</summary>
    public long Id { get; init; } = record.Id;
    public DateTimeOffset Time { get; init; } = record.Time;

    /// <summary><c>accepted</c> or <c>rejected</c>.</summary>
    public string Outcome { get; init; } = DecisionOutcome.Of(record.Reason.Accepts());

    /// <summary>The event's name; null if it had no valid one.</summary>
    public string? Action { get; init; } = record.Action;
    public string Code { get; init; } = record.Reason.ToCode();

    /// <summary>In Monitor mode: the code that enforcing would have rejected it with.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Monitored { get; init; } = record.Reason.Monitored()?.ToCode();

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

    /// <summary>The site a rejected event came from.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Origin { get; init; } = record.Details?.Origin;

    /// <summary>Name and version of the program that sent a rejected event.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Sdk { get; init; } = record.Details?.Sdk;

    /// <summary>How long ago the token of a rejected event had expired.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public long? ExpiredSeconds { get; init; } = record.Details?.ExpiredSeconds;
}
