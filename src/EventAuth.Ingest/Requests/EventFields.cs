using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Paths;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads the members of an event of valid structure, and checks each by its rule. Reused for one event after another.</summary>
internal sealed class EventFields
{
    private readonly FieldErrors _errors = new();
    private readonly ClientFields _client;
    private EventName _pathAction;
    private bool _hasAction;
    private bool _hasClient;
    private bool _hasClientObject;

    public EventFields() => _client = new ClientFields(_errors);

    /// <summary>Reads one event; lists up to <paramref name="mostErrors"/> of its problems, at least one.</summary>
    /// <param name="json">
    /// The event, from bracket to bracket, after <see cref="JsonValidator"/> found it valid. Its texts stay where they are;
    /// escapes in them and the case of a uuid are resolved in place.
    /// </param>
    /// <param name="hasToken">Whether a token was presented, without which <c>client.uuid</c> is required.</param>
    /// <param name="entry">Receives the event; valid when nothing is wrong.</param>
    /// <param name="receivedAt">When it was received, in UTC.</param>
    /// <param name="pathAction">The action that the path stands for, which the event may repeat; the default if it stands for none.</param>
    public EventReading Read(
        Memory<byte> json, bool hasToken, DateTimeOffset receivedAt, int mostErrors, JournalEntry entry, EventName pathAction = default)
    {
        _errors.Begin(mostErrors);
        _client.Begin(needsUuid: !hasToken);
        (_pathAction, _hasAction, _hasClient, _hasClientObject) = (pathAction, false, false, false);
        entry.Action = pathAction;
        entry.ReceivedAt = receivedAt;
        entry.Time = receivedAt;
        entry.Data.Begin(json);
        var member = new ValidatedJsonReader(json);
        while (member.MoveNext())
        {
            ReadMember(ref member, hasToken, entry);
        }

        RequireMembers(hasToken);
        return new EventReading(ReadFault.None, entry.Action == default ? null : entry.Action, _errors.All);
    }

    private void ReadMember(ref ValidatedJsonReader member, bool hasToken, JournalEntry entry)
    {
        if (member.Is("action"u8))
        {
            ReadAction(ref member, entry);
        }
        else if (member.Is("client"u8))
        {
            ReadClient(ref member, hasToken, entry);
        }
        else if (member.Is("params"u8))
        {
            ReadParams(ref member, entry);
        }
        else if (member.Is("time"u8))
        {
            ReadTime(ref member, entry);
        }
        else if (member.Is("eventSalt"u8))
        {
            ReadEventSalt(ref member, entry);
        }
        else if (member.Is("label"u8))
        {
            ReadLabel(ref member, entry);
        }
    }

    private void ReadAction(ref ValidatedJsonReader member, JournalEntry entry)
    {
        _hasAction = true;
        var text = _errors.ReadText(ref member, FieldPaths.Action, isRequired: _pathAction == default);
        if (!text.IsPresent)
        {
            return;
        }

        if (EventName.TryParse(text.Bytes, out var name))
        {
            SetAction(name, entry);
        }
        else
        {
            var code = text.Length > EventName.MaxLength ? FieldCodes.TooLong : FieldCodes.InvalidFormat;
            _errors.Add(FieldPaths.Action, code, "An event's name has " + EventName.Rule + ".");
        }
    }

    private void SetAction(EventName name, JournalEntry entry)
    {
        if (_pathAction == default)
        {
            entry.Action = name;
        }
        else if (name != _pathAction)
        {
            _errors.Add(
                FieldPaths.Action,
                FieldCodes.ContradictsPath,
                $"This path stands for \"{_pathAction}\". Leave action out, or send other events to {IngestPaths.Custom}.");
        }
    }

    private void ReadLabel(ref ValidatedJsonReader member, JournalEntry entry)
    {
        entry.Label = _errors.ReadText(ref member, FieldPaths.Label);
        if (entry.Label.Length > RequestLimits.LabelLength)
        {
            _errors.Add(FieldPaths.Label, FieldCodes.TooLong, $"At most {RequestLimits.LabelLength} characters.");
        }
    }

    private void ReadClient(ref ValidatedJsonReader member, bool hasToken, JournalEntry entry)
    {
        _hasClient = true;
        if (member.IsObject)
        {
            _hasClientObject = true;
            _client.Read(ref member, entry);
        }
        else
        {
            _errors.AddNoObject(in member, FieldPaths.Client, hasToken ? null : "uuid");
        }
    }

    private void ReadParams(ref ValidatedJsonReader member, JournalEntry entry)
    {
        if (member.IsObject)
        {
            entry.Params = new Utf8Text(member.TakeValue());
        }
        else
        {
            _errors.AddNoObject(in member, FieldPaths.Params);
        }
    }

    private void ReadTime(ref ValidatedJsonReader member, JournalEntry entry)
    {
        if (member.IsNumber)
        {
            _errors.Add(FieldPaths.Time, FieldCodes.InvalidType, TimeMessages.ForNumber(member.Written));
            return;
        }

        entry.TimeAsSent = _errors.ReadText(ref member, FieldPaths.Time);
        if (!entry.TimeAsSent.IsPresent)
        {
            return;
        }

        switch (Rfc3339Time.Read(entry.TimeAsSent.Bytes, out var time))
        {
            case TimeFault.BadFormat:
                _errors.Add(FieldPaths.Time, FieldCodes.InvalidFormat, TimeMessages.ForText(entry.TimeAsSent.Bytes));
                break;
            case TimeFault.OutOfRange:
                _errors.Add(
                    FieldPaths.Time, FieldCodes.OutOfRange, "Must be in the year 2000 or later, in UTC, and before the year 10000.");
                break;
            case TimeFault.None when time > entry.ReceivedAt + RequestLimits.FutureTolerance:
                entry.OriginalTime = time;
                break;
            case TimeFault.None:
                entry.Time = time;
                break;
        }
    }

    private void ReadEventSalt(ref ValidatedJsonReader member, JournalEntry entry)
    {
        var salt = _errors.ReadText(ref member, FieldPaths.EventSalt);
        entry.EventSalt = salt;
        if (salt.Length > RequestLimits.SaltLength)
        {
            _errors.Add(FieldPaths.EventSalt, FieldCodes.TooLong, $"At most {RequestLimits.SaltLength} characters.");
        }
        else if (salt.IsPresent && (salt.Length == 0 || salt.Bytes.ContainsAnyExceptInRange((byte)'!', (byte)'~')))
        {
            _errors.Add(FieldPaths.EventSalt, FieldCodes.InvalidFormat, $"1 to {RequestLimits.SaltLength} visible ASCII characters.");
        }
    }

    private void RequireMembers(bool hasToken)
    {
        if (!_hasAction && _pathAction == default)
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
        else if (_hasClientObject && !_client.HasUuid)
        {
            _errors.Add(FieldPaths.ClientUuid, FieldCodes.Required, "Required without a token.");
        }
    }
}
