using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Journal;
using EventAuth.Core.Json;
using EventAuth.Core.Profiles;
using EventAuth.Ingest.Limits;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Takes the members of <c>client</c>: the three identifiers, and customer data, which are members without a meaning of their own and
/// those of <c>client.attributes</c>.
/// </summary>
internal sealed class ClientFields(FieldErrors errors)
{
    /// <summary>No identifier has more bytes; longer texts are too long whatever they are.</summary>
    private const int MostBytes = 4 * IdentifierRules.MaxCustomIdLength;

    private static readonly string s_customIdRule = $"1 to {IdentifierRules.MaxCustomIdLength} characters without control characters.";

    // Texts that many problems of one body can share.
    private static readonly string s_nameRule = $"The name of an attribute has 1 to {RequestLimits.AttributeNameLength} characters.";
    private static readonly string s_valueTooLong = $"At most {RequestLimits.AttributeValueBytes:N0} bytes.";

    private readonly List<DatumPlace> _attributes = [];
    private readonly HashSet<Utf8Text> _named = [];
    private int _passed;
    private bool _needsUuid;

    /// <summary>Whether a uuid was sent, valid or not.</summary>
    public bool HasUuid { get; private set; }

    /// <param name="needsUuid">Whether a uuid has to be sent.</param>
    public void Begin(bool needsUuid) => (_needsUuid, HasUuid) = (needsUuid, false);

    /// <summary>Reads <c>client</c>, which is an object. What follows problems that are the last to be kept is not looked at.</summary>
    public void Read(ref ValidatedJsonReader client, JournalEntry entry)
    {
        _passed = 0;
        _attributes.Clear();
        _named.Clear();
        var member = client.Enter();
        while (!errors.IsFull && member.MoveNext())
        {
            ReadMember(ref member, entry);
        }

        client.Leave(ref member);
        if (!errors.IsFull)
        {
            TakeAttributes(entry.Data);
        }
    }

    // By the length of the name first: of many members most are none of these.
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
                ReadAttributes(ref member, entry.Data);
                break;
            default:
                ReadDatum(ref member, entry.Data, isNamed: true);
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

    private void ReadAttributes(ref ValidatedJsonReader attributes, CustomerDataList data)
    {
        if (!attributes.IsObject)
        {
            errors.AddNoObject(in attributes, FieldPaths.ClientAttributes);
            return;
        }

        var member = attributes.Enter();
        while (member.MoveNext())
        {
            ReadDatum(ref member, data, isNamed: false);
        }

        attributes.Leave(ref member);
    }

    // After the last member: a member of client wins over its namesake in client.attributes.
    private void TakeAttributes(CustomerDataList data)
    {
        for (var i = 0; _attributes.Count > 0 && i < data.Count; i++)
        {
            _named.Add(data[i].Name);
        }

        foreach (var place in _attributes)
        {
            if (_named.Count == 0 || !_named.Contains(data.Read(place).Name))
            {
                data.Add(place);
            }
        }

        if (data.Count > Profile.MaxAttributes || _passed > 2 * Profile.MaxAttributes)
        {
            errors.Add(
                FieldPaths.ClientAttributes,
                FieldCodes.TooMany,
                $"At most {Profile.MaxAttributes} attributes, counting those that stand in client itself.");
        }
    }

    // Each name can stand twice, once in each place; what comes after twice the limit needs no look: there are too many.
    // Not for inlining: in its callers the compiler would leave its small steps calls, which costs a hostile body half as much again.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReadDatum(ref ValidatedJsonReader member, CustomerDataList data, bool isNamed)
    {
        var parent = isNamed ? FieldPaths.Client : FieldPaths.ClientAttributes;
        if (++_passed > 2 * Profile.MaxAttributes)
        {
            return;
        }

        if (member.NameLength == 0
            || (member.NameLength > RequestLimits.AttributeNameLength && member.Name.Length > RequestLimits.AttributeNameLength))
        {
            var code = member.NameLength == 0 ? FieldCodes.InvalidFormat : FieldCodes.TooLong;
            errors.Add(parent, code, s_nameRule);
            return;
        }

        if (member.IsContainer)
        {
            errors.Add(parent, member.Name, FieldCodes.InvalidType, "Must be a string, a number, true, false or null.");
            return;
        }

        if (!member.IsNull && LengthOf(in member) > RequestLimits.AttributeValueBytes)
        {
            errors.Add(parent, member.Name, FieldCodes.TooLong, s_valueTooLong);
            return;
        }

        if (isNamed)
        {
            data.Add(member.Place);
        }
        else
        {
            _attributes.Add(member.Place);
        }
    }

    // Of a string without its quotation marks, of a number as written.
    private static int LengthOf(in ValidatedJsonReader member)
    {
        var value = member.Written;

        // Unescaped text is never longer than escaped.
        if (!member.HasEscapes || value.Length <= RequestLimits.AttributeValueBytes)
        {
            return value.Length;
        }

        var text = ArrayPool<byte>.Shared.Rent(value.Length);
        var length = JsonEscapes.Resolve(value, text);
        ArrayPool<byte>.Shared.Return(text);
        return length;
    }
}
