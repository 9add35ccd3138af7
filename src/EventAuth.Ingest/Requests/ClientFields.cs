using System.Text.Json;
using EventAuth.Core.Identifiers;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes the members of <c>client</c>: the three identifiers, and customer data.</summary>
internal sealed class ClientFields(FieldErrors errors)
{
    /// <summary>Whether a uuid was sent, valid or not.</summary>
    public bool HasUuid { get; private set; }

    /// <summary>Lower case, or null.</summary>
    public string? Uuid { get; private set; }

    /// <summary>As sent, or null.</summary>
    public string? Email { get; private set; }

    /// <summary>As sent, or null.</summary>
    public string? CustomId { get; private set; }

    /// <summary>The rest.</summary>
    public AttributeFields Attributes { get; } = new(errors);

    /// <summary>The reader stands on the beginning of the object and is taken to its end.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("uuid"u8))
            {
                reader.Read();
                ReadUuid(ref reader);
            }
            else if (reader.ValueTextEquals("email"u8))
            {
                reader.Read();
                ReadEmail(ref reader);
            }
            else if (reader.ValueTextEquals("customId"u8))
            {
                reader.Read();
                ReadCustomId(ref reader);
            }
            else if (reader.ValueTextEquals("attributes"u8))
            {
                reader.Read();
                Attributes.ReadObject(ref reader);
            }
            else
            {
                Attributes.ReadNamed(ref reader);
            }
        }

        Attributes.CheckCount();
    }

    private void ReadUuid(ref Utf8JsonReader reader)
    {
        HasUuid = true;
        if (StringMember.Read(ref reader, FieldPaths.ClientUuid, errors) is not { } text)
        {
            return;
        }

        if (IdentifierRules.TryReadUuid(text, out var uuid))
        {
            Uuid = uuid;
        }
        else
        {
            errors.Add(FieldPaths.ClientUuid, FieldCodes.InvalidFormat, "Must be 8-4-4-4-12 hexadecimal digits, neither all 0 nor all f.");
        }
    }

    private void ReadEmail(ref Utf8JsonReader reader)
    {
        Email = StringMember.Read(ref reader, FieldPaths.ClientEmail, errors);
        if (Email?.Length > IdentifierRules.MaxEmailLength)
        {
            errors.Add(FieldPaths.ClientEmail, FieldCodes.TooLong, $"At most {IdentifierRules.MaxEmailLength} characters.");
        }
        else if (Email is not null && !IdentifierRules.IsEmail(Email))
        {
            errors.Add(FieldPaths.ClientEmail, FieldCodes.InvalidFormat, "Must have exactly one @ and no blanks or control characters.");
        }
    }

    private void ReadCustomId(ref Utf8JsonReader reader)
    {
        CustomId = StringMember.Read(ref reader, FieldPaths.ClientCustomId, errors);
        if (CustomId?.Length > IdentifierRules.MaxCustomIdLength)
        {
            errors.Add(FieldPaths.ClientCustomId, FieldCodes.TooLong, $"At most {IdentifierRules.MaxCustomIdLength} characters.");
        }
        else if (CustomId is not null && !IdentifierRules.IsCustomId(CustomId))
        {
            errors.Add(FieldPaths.ClientCustomId, FieldCodes.InvalidFormat, $"1 to {IdentifierRules.MaxCustomIdLength} characters without control characters.");
        }
    }
}
