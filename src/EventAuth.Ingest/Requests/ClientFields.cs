using System.Buffers;
using System.Text.Json;
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

    /// <summary>Whether a uuid was sent, valid or not.</summary>
    public bool HasUuid { get; private set; }

    /// <summary>Makes it ready for the next event.</summary>
    public void Begin() => HasUuid = false;

    /// <summary>The reader stands on the beginning of the object and is taken to its end. What follows problems that are the last to be kept is not looked at.</summary>
    /// <inheritdoc cref="JudgedValue.Pass" path="/param"/>
    public void Read(ref Utf8JsonReader reader, ref Memory<byte> json, JournalEntry entry)
    {
        _attributes.Begin(entry.Data);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("uuid"u8))
            {
                reader.Read();
                ReadUuid(ref reader, json, entry);
            }
            else if (reader.ValueTextEquals("email"u8))
            {
                reader.Read();
                ReadEmail(ref reader, json, entry);
            }
            else if (reader.ValueTextEquals("customId"u8))
            {
                reader.Read();
                ReadCustomId(ref reader, json, entry);
            }
            else if (reader.ValueTextEquals("attributes"u8))
            {
                reader.Read();
                _attributes.ReadObject(ref reader, json);
            }
            else
            {
                _attributes.ReadNamed(ref reader, json);
            }

            if (errors.IsFull)
            {
                JudgedValue.Leave(ref reader, ref json);
                return;
            }
        }

        _attributes.Finish();
    }

    private void ReadUuid(ref Utf8JsonReader reader, Memory<byte> json, JournalEntry entry)
    {
        HasUuid = true;
        var start = (int)reader.TokenStartIndex + 1;
        var text = StringMember.Read(ref reader, json, FieldPaths.ClientUuid, errors);
        if (!text.IsPresent)
        {
            return;
        }

        if (IdentifierRules.TryFoldUuid(json.Span.Slice(start, text.Bytes.Length)))
        {
            entry.ClientUuid = text;
        }
        else
        {
            errors.Add(FieldPaths.ClientUuid, FieldCodes.InvalidFormat, "Must be 8-4-4-4-12 hexadecimal digits, neither all 0 nor all f.");
        }
    }

    private void ReadEmail(ref Utf8JsonReader reader, Memory<byte> json, JournalEntry entry)
    {
        var text = StringMember.Read(ref reader, json, FieldPaths.ClientEmail, errors);
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

    private void ReadCustomId(ref Utf8JsonReader reader, Memory<byte> json, JournalEntry entry)
    {
        var text = StringMember.Read(ref reader, json, FieldPaths.ClientCustomId, errors);
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
            errors.Add(FieldPaths.ClientCustomId, FieldCodes.InvalidFormat, $"1 to {IdentifierRules.MaxCustomIdLength} characters without control characters.");
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
