using System.Buffers;
using System.Text.Unicode;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Journal;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads the members of <c>client</c>: the three identifiers, and customer data.</summary>
internal sealed class ClientFields(FieldErrors errors)
{
    /// <summary>No identifier has more bytes; longer texts are always too long.</summary>
    private const int MostBytes = 4 * IdentifierRules.MaxCustomIdLength;

    private static readonly string s_customIdRule = $"1 to {IdentifierRules.MaxCustomIdLength} characters without control characters.";

    private readonly AttributeFields _attributes = new(errors);
    private bool _needsUuid;

    /// <summary>Whether a uuid was sent, valid or not.</summary>
    public bool HasUuid { get; private set; }

    /// <param name="needsUuid">Whether a uuid has to be sent.</param>
    public void Begin(bool needsUuid) => (_needsUuid, HasUuid) = (needsUuid, false);

    /// <summary>Reads <c>client</c>, which is an object. What comes after the last problem that is kept is not read.</summary>
    public void Read(ref ValidatedJsonReader client, JournalEntry entry)
    {
        _attributes.Begin(entry.Data);
        var member = client.Enter();
        while (!errors.IsFull && member.MoveNext())
        {
            ReadMember(ref member, entry);
        }

        client.Leave(ref member);
        if (!errors.IsFull)
        {
            _attributes.Finish();
        }
    }

    // By the length of the name first: if there are many members, most are none of these.
    private void ReadMember(ref ValidatedJsonReader member, JournalEntry entry)
    {
        switch (member.NameLength)
        {
            case 4 when member.Is("uuid"u8):
                ReadUuid(ref member, entry);
                break;
            case 5 when member.Is("email"u8):
                entry.ClientEmail = ReadIdentifier(
                    ref member,
                    FieldPaths.ClientEmail,
                    IdentifierRules.MaxEmailLength,
                    IdentifierRules.IsEmail,
                    "Must have exactly one @ and no blanks or control characters.");
                break;
            case 8 when member.Is("customId"u8):
                entry.ClientCustomId = ReadIdentifier(
                    ref member, FieldPaths.ClientCustomId, IdentifierRules.MaxCustomIdLength, IdentifierRules.IsCustomId, s_customIdRule);
                break;
            case 10 when member.Is("attributes"u8):
                _attributes.ReadObject(ref member);
                break;
            default:
                _attributes.Read(ref member, isNamed: true);
                break;
        }
    }

    private void ReadUuid(ref ValidatedJsonReader member, JournalEntry entry)
    {
        HasUuid = true;
        var text = errors.ReadText(ref member, FieldPaths.ClientUuid, _needsUuid);
        if (!text.IsPresent)
        {
            return;
        }

        if (IdentifierRules.TryFoldUuid(member.TextInPlace(text.Bytes.Length)))
        {
            entry.ClientUuid = text;
        }
        else
        {
            errors.Add(FieldPaths.ClientUuid, FieldCodes.InvalidFormat, "Must be 8-4-4-4-12 hexadecimal digits, neither all 0 nor all f.");
        }
    }

    private Utf8Text ReadIdentifier(
        ref ValidatedJsonReader member, string field, int mostCharacters, Func<ReadOnlySpan<char>, bool> isRight, string rule)
    {
        var text = errors.ReadText(ref member, field);
        Span<char> characters = stackalloc char[MostBytes];
        var isShort = Utf8.ToUtf16(text.Bytes, characters, out _, out var length) == OperationStatus.Done && length <= mostCharacters;
        if (!isShort)
        {
            errors.Add(field, FieldCodes.TooLong, $"At most {mostCharacters} characters.");
        }
        else if (text.IsPresent && !isRight(characters[..length]))
        {
            errors.Add(field, FieldCodes.InvalidFormat, rule);
        }

        return text;
    }
}
