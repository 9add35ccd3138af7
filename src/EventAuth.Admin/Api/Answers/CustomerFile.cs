namespace EventAuth.Admin.Api.Answers;

/// <summary>How a customer got an identifier.</summary>
internal sealed class IdentifierAnswer(ProfileLink link)
{
    public string Kind { get; init; } = link.Kind.ToWord();

    /// <summary>In the form in which identifiers of this kind are compared.</summary>
    public string Value { get; init; } = link.Value;
    public DateTimeOffset LinkedAt { get; init; } = link.LinkedAt;

    /// <summary>
    /// <c>none</c>, <c>token</c>, <c>sent_with_token</c> or <c>server</c>; <c>taken</c> if another customer's token took it.
    /// </summary>
    public string Proof { get; init; } = link.Proof.ToSnakeCase();

    /// <summary>The event that added or took it.</summary>
    public Guid EventId { get; init; } = link.EventId;
}

/// <summary>
/// Everything stored about a customer: the profile, how it got its identifiers, and its activities, those received last first. Written
/// in parts.
/// </summary>
internal sealed record CustomerFile(
    DateTimeOffset ExportedAt,
    ProfileAnswer Profile,
    IAsyncEnumerable<IdentifierAnswer> Identifiers,
    IAsyncEnumerable<ActivityAnswer> Activities);
