using System.Buffers;
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

    /// <summary>Takes a member of <c>client</c>.</summary>
    public void ReadNamed(ref JudgedObject member)
    {
        if (Read(ref member, FieldPaths.Client) is { } datum)
        {
            _data.Add(datum);
        }
    }

    /// <summary>Takes <c>client.attributes</c>.</summary>
    public void ReadObject(ref JudgedObject attributes)
    {
        if (!attributes.IsObject)
        {
            errors.Add(FieldPaths.ClientAttributes, FieldCodes.InvalidType, "Must be an object.");
            return;
        }

        var member = new JudgedObject(attributes.Value);
        while (member.MoveNext())
        {
            if (Read(ref member, FieldPaths.ClientAttributes) is { } datum)
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
    private CustomerDatum? Read(ref JudgedObject member, string parent)
    {
        if (++_passed > 2 * Profile.MaxAttributes)
        {
            return null;
        }

        var name = member.Name;
        if (name.Length is 0 or > RequestLimits.AttributeNameLength)
        {
            var code = name.Length == 0 ? FieldCodes.InvalidFormat : FieldCodes.TooLong;
            errors.Add(parent, code, s_nameRule);
            return null;
        }

        if (member.IsContainer)
        {
            errors.Add(parent, name, FieldCodes.InvalidType, "Must be a string, a number, true, false or null.");
            return null;
        }

        if (member.IsNull)
        {
            return new CustomerDatum(name, default);
        }

        if (LengthOf(ref member) > RequestLimits.AttributeValueBytes)
        {
            errors.Add(parent, name, FieldCodes.TooLong, s_valueTooLong);
            return null;
        }

        return new CustomerDatum(name, new Utf8Text(member.Value));
    }

    // Of a string without its quotation marks, of a number as written.
    private static int LengthOf(ref JudgedObject member)
    {
        var value = member.IsString ? member.Value.Span[1..^1] : member.Value.Span;

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
