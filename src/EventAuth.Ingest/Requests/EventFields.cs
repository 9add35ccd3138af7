using System.Text;
using System.Text.Json;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes the members of one event whose structure was judged, and checks each by its rule.</summary>
internal ref struct EventFields
{
    private readonly DateTimeOffset _receivedAt;
    private readonly FieldErrors _errors;
    private EventName? _action;
    private string? _label;
    private string _params;
    private string? _timeAsSent;
    private DateTimeOffset _time;
    private string? _eventSalt;
    private ClientFields? _client;
    private bool _hasAction;
    private bool _hasClient;

    private EventFields(DateTimeOffset receivedAt, FieldErrors errors)
    {
        _receivedAt = receivedAt;
        _errors = errors;
        _time = receivedAt;
        _params = "{}";
    }

    /// <summary>Reads one event; lists up to <paramref name="mostErrors"/> of its problems, and at least one.</summary>
    public static EventReading Read(ReadOnlySpan<byte> json, bool hasToken, DateTimeOffset receivedAt, int mostErrors)
    {
        var errors = new FieldErrors(mostErrors);
        var fields = new EventFields(receivedAt, errors);
        fields.ReadMembers(json);
        fields.RequireMembers(hasToken);
        return errors.Any
            ? new EventReading(ReadFault.None, null, fields._action, errors.All)
            : new EventReading(ReadFault.None, fields.ToEntry(), fields._action, []);
    }

    private void ReadMembers(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, json);
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.ValueTextEquals("action"u8))
        {
            reader.Read();
            ReadAction(ref reader);
        }
        else if (reader.ValueTextEquals("client"u8))
        {
            reader.Read();
            ReadClient(ref reader);
        }
        else if (reader.ValueTextEquals("params"u8))
        {
            reader.Read();
            ReadParams(ref reader, json);
        }
        else if (reader.ValueTextEquals("time"u8))
        {
            reader.Read();
            ReadTime(ref reader);
        }
        else if (reader.ValueTextEquals("eventSalt"u8))
        {
            reader.Read();
            ReadEventSalt(ref reader);
        }
        else if (reader.ValueTextEquals("label"u8))
        {
            reader.Read();
            ReadLabel(ref reader);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadAction(ref Utf8JsonReader reader)
    {
        _hasAction = true;
        if (StringMember.Read(ref reader, FieldPaths.Action, _errors) is not { } text)
        {
            return;
        }

        if (EventName.TryParse(text, out var name))
        {
            _action = name;
        }
        else
        {
            var code = text.Length > EventName.MaxLength ? FieldCodes.TooLong : FieldCodes.InvalidFormat;
            _errors.Add(FieldPaths.Action, code, "An event's name has " + EventName.Rule + ".");
        }
    }

    private void ReadLabel(ref Utf8JsonReader reader)
    {
        _label = StringMember.Read(ref reader, FieldPaths.Label, _errors);
        if (_label?.Length > RequestLimits.LabelLength)
        {
            _errors.Add(FieldPaths.Label, FieldCodes.TooLong, $"At most {RequestLimits.LabelLength} characters.");
        }
    }

    private void ReadClient(ref Utf8JsonReader reader)
    {
        _hasClient = true;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            _client = new ClientFields(_errors);
            _client.Read(ref reader);
        }
        else
        {
            _errors.Add(FieldPaths.Client, FieldCodes.InvalidType, "Must be an object.");
            reader.Skip();
        }
    }

    private void ReadParams(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        reader.Skip();
        if (isObject)
        {
            _params = Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
        }
        else
        {
            _errors.Add(FieldPaths.Params, FieldCodes.InvalidType, "Must be an object.");
        }
    }

    private void ReadTime(ref Utf8JsonReader reader)
    {
        _timeAsSent = StringMember.Read(ref reader, FieldPaths.Time, _errors);
        if (_timeAsSent is null)
        {
            return;
        }

        switch (Rfc3339Time.Read(_timeAsSent, out _time))
        {
            case TimeFault.BadFormat:
                _errors.Add(FieldPaths.Time, FieldCodes.InvalidFormat, "Must be a time by RFC 3339 with an offset, as in 2026-11-22T10:15:00.000+01:00.");
                break;
            case TimeFault.OutOfRange:
                _errors.Add(FieldPaths.Time, FieldCodes.OutOfRange, "Must be in the year 2000 or later, in UTC, and before the year 10000.");
                break;
            case TimeFault.None:
                break;
        }
    }

    private void ReadEventSalt(ref Utf8JsonReader reader)
    {
        _eventSalt = StringMember.Read(ref reader, FieldPaths.EventSalt, _errors);
        if (_eventSalt?.Length > RequestLimits.SaltLength)
        {
            _errors.Add(FieldPaths.EventSalt, FieldCodes.TooLong, $"At most {RequestLimits.SaltLength} characters.");
        }
        else if (_eventSalt is not null && (_eventSalt.Length == 0 || _eventSalt.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            _errors.Add(FieldPaths.EventSalt, FieldCodes.InvalidFormat, $"1 to {RequestLimits.SaltLength} visible ASCII characters.");
        }
    }

    private readonly void RequireMembers(bool hasToken)
    {
        if (!_hasAction)
        {
            _errors.Add(FieldPaths.Action, FieldCodes.Required, "An event has a name.");
        }

        if (hasToken)
        {
            return;
        }

        if (!_hasClient)
        {
            _errors.Add(FieldPaths.Client, FieldCodes.Required, "Required without a token.");
        }
        else if (_client is { HasUuid: false })
        {
            _errors.Add(FieldPaths.ClientUuid, FieldCodes.Required, "Required without a token.");
        }
    }

    private readonly JournalEntry ToEntry()
    {
        var early = _time > _receivedAt + RequestLimits.FutureTolerance;
        return new JournalEntry
        {
            Action = _action!.Value,
            Label = _label,
            ClientUuid = _client?.Uuid,
            ClientEmail = _client?.Email,
            ClientCustomId = _client?.CustomId,
            Data = _client?.Attributes.ToData() ?? [],
            Params = _params,
            Time = early ? _receivedAt : _time,
            ReceivedAt = _receivedAt,
            OriginalTime = early ? _time : null,
            TimeAsSent = _timeAsSent,
            EventSalt = _eventSalt,
        };
    }
}
