using System.Text.Json.Serialization;
using EventAuth.Core.Decisions;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A verdict that was recorded.</summary>
/// <param name="Id">Grows with each record.</param>
/// <param name="Time">When the event was received.</param>
/// <param name="Outcome"><c>accepted</c> or <c>rejected</c>.</param>
/// <param name="Action">The event's name; null where it had none that is valid.</param>
/// <param name="Code">The rule that decided.</param>
/// <param name="Cause">More about a rejection; for a bad token, a code of the token inspector.</param>
/// <param name="Count">How many events the record stands for.</param>
/// <param name="PolicyVersion">The policy that decided.</param>
/// <param name="CertificateId">The certificate a token was checked with.</param>
/// <param name="EventId">The stored event.</param>
/// <param name="Customer">Who sent it, as the decision saw it: <c>anonymous</c>, <c>known</c> or <c>authenticated</c>.</param>
/// <param name="CustomerHash">HMAC-SHA-256 of the first identifier of a rejected event, under a key of this installation.</param>
/// <param name="Origin">The site a rejected event came from.</param>
/// <param name="Sdk">Name and version of the program that sent a rejected event.</param>
/// <param name="ExpiredSeconds">How long the token of a rejected event had expired.</param>
internal sealed record DecisionAnswer(
    long Id,
    DateTimeOffset Time,
    string Outcome,
    string? Action,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cause,
    int Count,
    int PolicyVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CertificateId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? EventId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Customer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CustomerHash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Origin,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sdk,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ExpiredSeconds)
{
    public static DecisionAnswer Of(DecisionRecord record) => new(
        record.Id,
        record.Time,
        DecisionOutcome.Of(record.Reason.Accepts()),
        record.Action,
        record.Reason.ToCode(),
        record.Cause,
        record.Count,
        record.PolicyVersion,
        record.CertificateId,
        record.EventId,
        record.Customer is { } customer ? WordOf(customer) : null,
        record.Details?.CustomerHash,
        record.Details?.Origin,
        record.Details?.Sdk,
        record.Details?.ExpiredSeconds);

    private static string WordOf(CustomerState customer) => customer switch
    {
        CustomerState.Anonymous => "anonymous",
        CustomerState.Known => "known",
        CustomerState.Authenticated => "authenticated",
    };
}
