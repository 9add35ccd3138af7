using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Journal;

/// <summary>
/// An event that was read and authenticated and is to be decided and stored. Reused: its texts are in the buffer of the
/// request, so copy what is needed later.
/// </summary>
public sealed class JournalEntry
{
    private Utf8Text _clientUuid;
    private string? _clientUuidText;

    /// <summary>The event's name.</summary>
    public EventName Action { get; set; }

    /// <summary>As sent, or none.</summary>
    public Utf8Text Label { get; set; }

    /// <summary>Who a valid token says it is; null without a token.</summary>
    public TokenIdentity? Token { get; set; }

    /// <summary>The certificate the token was verified with, or null.</summary>
    public string? CertificateId { get; set; }

    /// <summary><c>client.uuid</c> in lower case; always set if <see cref="Token"/> is not.</summary>
    public Utf8Text ClientUuid
    {
        get => _clientUuid;
        set => (_clientUuid, _clientUuidText) = (value, null);
    }

    /// <summary>The same as a string, made at first use; or null.</summary>
    public string? ClientUuidText => _clientUuidText ??= ClientUuid.ToStringOrNull();

    /// <summary><c>client.email</c> as sent, or none.</summary>
    public Utf8Text ClientEmail { get; set; }

    /// <summary><c>client.customId</c> as sent, or none.</summary>
    public Utf8Text ClientCustomId { get; set; }

    /// <summary>Customer data of the event.</summary>
    public CustomerDataList Data { get; } = new();

    /// <summary>The parameters as one JSON object; none for an empty one.</summary>
    public Utf8Text Params { get; set; }

    /// <summary>When it happened, in UTC: as sent, or the time of receipt.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>When it was received, in UTC.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>What was sent as time if that was too far in the future, in UTC; otherwise null.</summary>
    public DateTimeOffset? OriginalTime { get; set; }

    /// <summary><c>time</c> as sent, or none: part of the idempotency key.</summary>
    public Utf8Text TimeAsSent { get; set; }

    /// <summary>The sender's idempotency key, which makes sending again safe; or none.</summary>
    public Utf8Text EventSalt { get; set; }

    /// <summary>Makes it ready for the next event.</summary>
    public void Clear()
    {
        Action = default;
        Label = default;
        Token = null;
        CertificateId = null;
        ClientUuid = default;
        ClientEmail = default;
        ClientCustomId = default;
        Data.Clear();
        Params = default;
        Time = default;
        ReceivedAt = default;
        OriginalTime = null;
        TimeAsSent = default;
        EventSalt = default;
    }
}
