using System.Collections.Immutable;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Journal;

/// <summary>An event that was read and authenticated, on its way to be decided and kept.</summary>
public sealed record JournalEntry
{
    /// <summary>The event's name.</summary>
    public required EventName Action { get; init; }

    /// <summary>As sent, or null.</summary>
    public string? Label { get; init; }

    /// <summary>Who a valid token says it is; null without a token.</summary>
    public TokenIdentity? Token { get; init; }

    /// <summary>The certificate the token was verified with, or null.</summary>
    public string? CertificateId { get; init; }

    /// <summary><c>client.uuid</c> in lower case; there whenever <see cref="Token"/> is not.</summary>
    public string? ClientUuid { get; init; }

    /// <summary><c>client.email</c> as sent, or null.</summary>
    public string? ClientEmail { get; init; }

    /// <summary><c>client.customId</c> as sent, or null.</summary>
    public string? ClientCustomId { get; init; }

    /// <summary>Customer data of the event.</summary>
    public ImmutableArray<CustomerDatum> Data { get; init; } = [];

    /// <summary>The parameters as one JSON object.</summary>
    public string Params { get; init; } = "{}";

    /// <summary>When it happened, in UTC: as sent, or the time of receipt.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When it was received, in UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What was sent as time where that lay too far in the future, in UTC; else null.</summary>
    public DateTimeOffset? OriginalTime { get; init; }

    /// <summary><c>time</c> byte for byte as sent, or null: part of the idempotency key.</summary>
    public string? TimeAsSent { get; init; }

    /// <summary>Makes sending again safe; null without that.</summary>
    public string? EventSalt { get; init; }
}

/// <summary>One piece of customer data.</summary>
/// <param name="Name">At most 64 characters.</param>
/// <param name="Json">A JSON scalar as text; null removes the attribute.</param>
public readonly record struct CustomerDatum(string Name, string? Json);
