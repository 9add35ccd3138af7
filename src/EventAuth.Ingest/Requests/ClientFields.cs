using System.Buffers;
using System.Text.Unicode;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Journal;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes the members of <c>client</c>: the three identifiers, and customer data.</summary>
internal sealed class ClientFields(FieldErrors errors)
{
    /// <summary>No identifier has more bytes; longer texts are too long whatever they are.</summary>
    private const int MostBytes = 4 * IdentifierRules.MaxCustomIdLength;

    private readonly AttributeFields _attributes = new(errors);
    private bool _needsUuid;

    /// <summary>Whether a uuid was sent, valid or not.</summary>
    public bool HasUuid { get; private set; }

    /// <summary>Makes it ready for the next event.</summary>
    /// <param name="needsUuid">Whether a uuid has to be sent.</param>
    public void Begin(bool needsUuid) => (_needsUuid, HasUuid) = (needsUuid, false);

    /// <summary>Reads <c>client</c>, which is an object. What follows problems that are the last to be kept is not looked at.</summary>
    public void Read(ref JudgedObject client, JournalEntry entry)
    {
        _attributes.Begin(entry);
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

    // By the length of the name first: of many members most are none of these.
    private void ReadMember(ref JudgedObject member, JournalEntry entry)
    {
        switch (member.NameLength)
        {
            case 4 when member.Is("uuid"u8):
                ReadUuid(ref member, entry);
                break;
            case 5 when member.Is("email"u8):
                ReadEmail(ref member, entry);
                break;
            case 8 when member.Is("customId"u8):
                ReadCustomId(ref member, entry);
                break;
            case 10 when member.Is("attributes"u8):
                _attributes.ReadObject(ref member);
                break;
            default:
                _attributes.ReadNamed(ref member);
                break;
        }
    }

    private void ReadUuid(ref JudgedObject member, JournalEntry entry)
    {
        HasUuid = true;
        var text = StringMember.Read(ref member, FieldPaths.ClientUuid, errors, _needsUuid);
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

    private void ReadEmail(ref JudgedObject member, JournalEntry entry)
    {
        var text = StringMember.Read(ref member, FieldPaths.ClientEmail, errors);
        if (!text.IsPresent)
        {
            return;
        }

        Span<char> characters = stackalloc char[MostBytes];
        if (!TryDecode(text, ref characters) || characters.Length > IdentifierRules.MaxEmailLength)
        {
            errors.Add(FieldPaths.ClientEmail, FieldCodes.TooLong, $"At most {IdentifierRules.MaxEmailLength} characters.");
        }
        else if (!IdentifierRules.IsEmail(characters))
        {
            errors.Add(FieldPaths.ClientEmail, FieldCodes.InvalidFormat, "Must have exactly one @ and no blanks or control characters.");
        }

        entry.ClientEmail = text;
    }

    private void ReadCustomId(ref JudgedObject member, JournalEntry entry)
    {
        var text = StringMember.Read(ref member, FieldPaths.ClientCustomId, errors);
        if (!text.IsPresent)
        {
            return;
        }

        Span<char> characters = stackalloc char[MostBytes];
        if (!TryDecode(text, ref characters) || characters.Length > IdentifierRules.MaxCustomIdLength)
        {
            errors.Add(FieldPaths.ClientCustomId, FieldCodes.TooLong, $"At most {IdentifierRules.MaxCustomIdLength} characters.");
        }
        else if (!IdentifierRules.IsCustomId(characters))
        {
            errors.Add(
                FieldPaths.ClientCustomId,
                FieldCodes.InvalidFormat,
                $"1 to {IdentifierRules.MaxCustomIdLength} characters without control characters.");
        }

        entry.ClientCustomId = text;
    }

    private static bool TryDecode(Utf8Text text, ref Span<char> characters)
    {
        var fits = Utf8.ToUtf16(text.Bytes, characters, out _, out var length) == OperationStatus.Done;
        characters = characters[..length];
        return fits;
    }
}
