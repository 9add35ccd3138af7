using System.Text;
using System.Text.Json;
using EventAuth.Core.Journal;
using EventAuth.Core.Profiles;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes customer data: members of <c>client</c> that have no meaning of their own, and members of <c>client.attributes</c>.</summary>
internal sealed class AttributeFields(FieldErrors errors)
{
    // Texts that many problems of one body can share.
    private static readonly string s_nameRule = $"The name of an attribute has 1 to {RequestLimits.AttributeNameLength} characters.";
    private static readonly string s_valueTooLong = $"At most {RequestLimits.AttributeValueBytes:N0} bytes.";

    private readonly List<CustomerDatum> _attributes = [];
    private readonly HashSet<Utf8Text> _named = [];
    private IList<CustomerDatum> _data = [];
    private int _passed;

    /// <summary>Begins with an event, whose data go into this list.</summary>
    public void Begin(IList<CustomerDatum> data)
    {
        _data = data;
        _passed = 0;
        _attributes.Clear();
        _named.Clear();
    }

    /// <summary>The reader stands on the name of a member of <c>client</c> and is taken to the end of its value.</summary>
    public void ReadNamed(ref Utf8JsonReader reader, Memory<byte> json)
    {
        if (Read(ref reader, json, FieldPaths.Client) is { } datum)
        {
            _data.Add(datum);
        }
    }

    /// <summary>The reader stands on the value of <c>client.attributes</c> and is taken to its end.</summary>
    public void ReadObject(ref Utf8JsonReader reader, Memory<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            errors.Add(FieldPaths.ClientAttributes, FieldCodes.InvalidType, "Must be an object.");
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Read(ref reader, json, FieldPaths.ClientAttributes) is { } datum)
            {
                _attributes.Add(datum);
            }
        }
    }

    /// <summary>To be called after the last member: a member of <c>client</c> wins over the same name in <c>client.attributes</c>.</summary>
    public void Finish()
    {
        if (_attributes.Count > 0)
        {
            AddAttributes();
        }

        if (_data.Count > Profile.MaxAttributes || _passed > 2 * Profile.MaxAttributes)
        {
            errors.Add(FieldPaths.ClientAttributes, FieldCodes.TooMany, $"At most {Profile.MaxAttributes} attributes, counting those that stand in client itself.");
        }
    }

    private void AddAttributes()
    {
        for (var i = 0; i < _data.Count; i++)
        {
            _named.Add(_data[i].Name);
        }

        foreach (var datum in _attributes)
        {
            if (!_named.Contains(datum.Name))
            {
                _data.Add(datum);
            }
        }
    }

    /// <summary>Each name can stand twice, once in each place; what comes after twice the limit needs no look: there are too many.</summary>
    private CustomerDatum? Read(ref Utf8JsonReader reader, Memory<byte> json, string parent)
    {
        if (++_passed > 2 * Profile.MaxAttributes)
        {
            reader.Read();
            reader.Skip();
            return null;
        }

        var name = StringMember.TextOf(in reader, json);
        reader.Read();
        if (name.Length is 0 or > RequestLimits.AttributeNameLength)
        {
            var code = name.Length == 0 ? FieldCodes.InvalidFormat : FieldCodes.TooLong;
            errors.Add(parent, code, s_nameRule);
            reader.Skip();
            return null;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                errors.Add(parent, name, FieldCodes.InvalidType, "Must be a string, a number, true, false or null.");
                reader.Skip();
                return null;
            case JsonTokenType.String or JsonTokenType.Number when ValueLength(ref reader) > RequestLimits.AttributeValueBytes:
                errors.Add(parent, name, FieldCodes.TooLong, s_valueTooLong);
                return null;
            case JsonTokenType.Null:
                return new CustomerDatum(name, default);
            default:
                return new CustomerDatum(name, new Utf8Text(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]));
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
}
