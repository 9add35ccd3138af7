using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using EventAuth.Core.Journal;
using EventAuth.Core.Profiles;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes customer data: members of <c>client</c> that have no meaning of their own, and members of <c>client.attributes</c>.</summary>
internal sealed class AttributeFields(FieldErrors errors)
{
    private readonly Dictionary<string, string?> _data = [];
    private readonly HashSet<string> _named = [];
    private int _passed;

    /// <summary>The reader stands on the name of a member of <c>client</c> and is taken to the end of its value.</summary>
    public void ReadNamed(ref Utf8JsonReader reader)
    {
        if (Read(ref reader, FieldPaths.Client) is { } datum)
        {
            _named.Add(datum.Name);
            _data[datum.Name] = datum.Json;
        }
    }

    /// <summary>The reader stands on the value of <c>client.attributes</c> and is taken to its end.</summary>
    public void ReadObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            errors.Add(FieldPaths.ClientAttributes, FieldCodes.InvalidType, "Must be an object.");
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Read(ref reader, FieldPaths.ClientAttributes) is { } datum && !_named.Contains(datum.Name))
            {
                _data[datum.Name] = datum.Json;
            }
        }
    }

    /// <summary>To be called after the last member.</summary>
    public void CheckCount()
    {
        if (_data.Count > Profile.MaxAttributes || _passed > 2 * Profile.MaxAttributes)
        {
            errors.Add(FieldPaths.ClientAttributes, FieldCodes.TooMany, $"At most {Profile.MaxAttributes} attributes, counting those that stand in client itself.");
        }
    }

    /// <summary>All attributes; a member of <c>client</c> won over the same name in <c>client.attributes</c>.</summary>
    public ImmutableArray<CustomerDatum> ToData()
    {
        var data = ImmutableArray.CreateBuilder<CustomerDatum>(_data.Count);
        foreach (var (name, json) in _data)
        {
            data.Add(new CustomerDatum(name, json));
        }

        return data.MoveToImmutable();
    }

    /// <summary>Each name can stand twice, once in each place; what comes after twice the limit needs no look: there are too many.</summary>
    private CustomerDatum? Read(ref Utf8JsonReader reader, string parent)
    {
        if (++_passed > 2 * Profile.MaxAttributes)
        {
            reader.Read();
            reader.Skip();
            return null;
        }

        var name = reader.GetString()!;
        reader.Read();
        if (name.Length is 0 or > RequestLimits.AttributeNameLength)
        {
            var code = name.Length == 0 ? FieldCodes.InvalidFormat : FieldCodes.TooLong;
            errors.Add(parent, code, $"The name of an attribute has 1 to {RequestLimits.AttributeNameLength} characters.");
            reader.Skip();
            return null;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                errors.Add($"{parent}.{name}", FieldCodes.InvalidType, "Must be a string, a number, true, false or null.");
                reader.Skip();
                return null;
            case JsonTokenType.String or JsonTokenType.Number when ValueLength(ref reader) > RequestLimits.AttributeValueBytes:
                errors.Add($"{parent}.{name}", FieldCodes.TooLong, $"At most {RequestLimits.AttributeValueBytes:N0} bytes.");
                return null;
            case JsonTokenType.Null:
                return new CustomerDatum(name, null);
            default:
                return new CustomerDatum(name, RawText(ref reader));
        }
    }

    private static int ValueLength(ref Utf8JsonReader reader)
    {
        // Unescaped text is never longer than escaped.
        if (!reader.ValueIsEscaped || reader.ValueSpan.Length <= RequestLimits.AttributeValueBytes)
        {
            return reader.ValueSpan.Length;
        }

        return Encoding.UTF8.GetByteCount(reader.GetString()!);
    }

    private static string RawText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
            ? string.Concat("\"", Encoding.UTF8.GetString(reader.ValueSpan), "\"")
            : Encoding.UTF8.GetString(reader.ValueSpan);
}
