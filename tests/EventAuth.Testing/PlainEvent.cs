using System.Text;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Testing;

/// <summary>An event in plain strings: to append one to the journal, and to keep the content of a reused entry.</summary>
public sealed record PlainEvent
{
    public required EventName Action { get; init; }

    public string? Label { get; init; }

    public TokenIdentity? Token { get; init; }

    public string? CertificateId { get; init; }

    public string? ClientUuid { get; init; }

    public string? ClientEmail { get; init; }

    public string? ClientCustomId { get; init; }

    public IReadOnlyList<PlainDatum> Data { get; init; } = [];

    public string Params { get; init; } = "{}";

    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? OriginalTime { get; init; }

    public string? TimeAsSent { get; init; }

    public string? EventSalt { get; init; }

    /// <summary>The current content of an entry.</summary>
    public static PlainEvent Of(JournalEntry entry) => new()
    {
        Action = entry.Action,
        Label = entry.Label.ToStringOrNull(),
        Token = entry.Token,
        CertificateId = entry.CertificateId,
        ClientUuid = entry.ClientUuidText,
        ClientEmail = entry.ClientEmail.ToStringOrNull(),
        ClientCustomId = entry.ClientCustomId.ToStringOrNull(),
        Data = [.. Enumerable.Range(0, entry.Data.Count).Select(index => new PlainDatum(entry.Data[index].Name.ToString(), entry.Data[index].Json.ToStringOrNull()))],
        Params = entry.Params.ToStringOrNull() ?? "{}",
        Time = entry.Time,
        ReceivedAt = entry.ReceivedAt,
        OriginalTime = entry.OriginalTime,
        TimeAsSent = entry.TimeAsSent.ToStringOrNull(),
        EventSalt = entry.EventSalt.ToStringOrNull(),
    };

    /// <summary>Writes it to an entry.</summary>
    public void FillInto(JournalEntry entry)
    {
        entry.Action = Action;
        entry.Label = Utf8Text.Of(Label);
        entry.Token = Token;
        entry.CertificateId = CertificateId;
        entry.ClientUuid = Utf8Text.Of(ClientUuid);
        entry.ClientEmail = Utf8Text.Of(ClientEmail);
        entry.ClientCustomId = Utf8Text.Of(ClientCustomId);
        entry.Params = Utf8Text.Of(Params);
        entry.Time = Time;
        entry.ReceivedAt = ReceivedAt;
        entry.OriginalTime = OriginalTime;
        entry.TimeAsSent = Utf8Text.Of(TimeAsSent);
        entry.EventSalt = Utf8Text.Of(EventSalt);
        var text = new List<byte>();
        var places = new List<DatumPlace>();
        foreach (var (name, json) in Data)
        {
            var nameStart = text.Count;
            text.AddRange(Encoding.UTF8.GetBytes(name));
            var jsonStart = text.Count;
            text.AddRange(Encoding.UTF8.GetBytes(json ?? ""));
            places.Add(new DatumPlace(nameStart, jsonStart - nameStart, jsonStart, json is null ? DatumPlace.None : text.Count - jsonStart));
        }

        entry.Data.Begin(text.ToArray());
        places.ForEach(place => entry.Data.Add(place));
    }
}

/// <summary>A piece of customer data in plain strings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Json">A JSON scalar; null removes it.</param>
public sealed record PlainDatum(string Name, string? Json);
