namespace EventAuth.Admin.Api.Answers;

/// <summary>How an identifier came to a customer.</summary>
internal sealed class IdentifierAnswer(ProfileLink link)
{
    public string Kind { get; init; } = link.Kind.ToWord();

    /// <summary>In the form in which identifiers of the kind are compared.</summary>
    public string Value { get; init; } = link.Value;
    public DateTimeOffset LinkedAt { get; init; } = link.LinkedAt;

    /// <summary>
    /// <c>none</c>, <c>token</c>, <c>sent_with_token</c> or <c>server</c>; <c>taken</c> where another customer's token took it.
    /// </summary>
    public string Proof { get; init; } = link.Proof.ToSnakeCase();

    /// <summary>The event that brought or took it.</summary>
    public Guid EventId { get; init; } = link.EventId;
}

/// <summary>
/// All that is kept of a customer: the profile, how its identifiers came to it, and its activities, those received last first. Written a
/// part at a time.
/// </summary>
internal sealed record CustomerFile(
    DateTimeOffset ExportedAt,
    ProfileAnswer Profile,
    IAsyncEnumerable<IdentifierAnswer> Identifiers,
    IAsyncEnumerable<ActivityAnswer> Activities);
