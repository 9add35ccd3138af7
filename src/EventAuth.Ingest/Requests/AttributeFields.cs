using System.Buffers;
using System.Runtime.CompilerServices;
using EventAuth.Core.Journal;
using EventAuth.Core.Json;
using EventAuth.Core.Profiles;
using EventAuth.Ingest.Limits;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads customer data: members of <c>client</c> without a special meaning, and those of <c>client.attributes</c>.</summary>
internal sealed class AttributeFields(FieldErrors errors)
{
    // Texts that many problems of one body can share.
    private static readonly string s_nameRule = $"The name of an attribute has 1 to {RequestLimits.AttributeNameLength} characters.";
    private static readonly string s_valueTooLong = $"At most {RequestLimits.AttributeValueBytes:N0} bytes.";

    private readonly List<DatumPlace> _attributes = [];
    private readonly HashSet<Utf8Text> _named = [];
    private CustomerDataList _data = new();
    private int _passed;

    /// <summary>Starts with an event, which gets the data.</summary>
    public void Begin(CustomerDataList data)
    {
        (_data, _passed) = (data, 0);
        _attributes.Clear();
        _named.Clear();
    }

    /// <summary>Reads <c>client.attributes</c>.</summary>
    public void ReadObject(ref ValidatedJsonReader attributes)
    {
        if (!attributes.IsObject)
        {
            errors.AddNoObject(in attributes, FieldPaths.ClientAttributes);
            return;
        }

        var member = attributes.Enter();
        while (member.MoveNext())
        {
            Read(ref member, isNamed: false);
        }

        attributes.Leave(ref member);
    }

    /// <summary>Called after the last member: a member of <c>client</c> wins over the same name in <c>client.attributes</c>.</summary>
    public void Finish()
    {
        for (var i = 0; _attributes.Count > 0 && i < _data.Count; i++)
        {
            _named.Add(_data[i].Name);
        }

        foreach (var place in _attributes)
        {
            if (_named.Count == 0 || !_named.Contains(_data.Read(place).Name))
            {
                _data.Add(place);
            }
        }

        if (_data.Count > Profile.MaxAttributes || _passed > 2 * Profile.MaxAttributes)
        {
            errors.Add(
                FieldPaths.ClientAttributes,
                FieldCodes.TooMany,
                $"At most {Profile.MaxAttributes} attributes, counting those that stand in client itself.");
        }
    }

    // Each name can occur twice, once in each place; beyond twice the limit there are too many anyway.
    // Not inlined: in the callers the compiler would no longer inline its small steps, and a hostile body would cost 50 % more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Read(ref ValidatedJsonReader member, bool isNamed)
    {
        var parent = isNamed ? FieldPaths.Client : FieldPaths.ClientAttributes;
        if (++_passed > 2 * Profile.MaxAttributes)
        {
            return;
        }

        if (member.NameLength == 0)
        {
            errors.Add(parent, FieldCodes.InvalidFormat, s_nameRule);
        }
        else if (member.NameLength > RequestLimits.AttributeNameLength && member.Name.Length > RequestLimits.AttributeNameLength)
        {
            errors.Add(parent, FieldCodes.TooLong, s_nameRule);
        }
        else if (member.IsContainer)
        {
            errors.Add(parent, member.Name, FieldCodes.InvalidType, "Must be a string, a number, true, false or null.");
        }
        else if (!member.IsNull && LengthOf(in member) > RequestLimits.AttributeValueBytes)
        {
            errors.Add(parent, member.Name, FieldCodes.TooLong, s_valueTooLong);
        }
        else if (isNamed)
        {
            _data.Add(member.Place);
        }
        else
        {
            _attributes.Add(member.Place);
        }
    }

    // For a string without its quotation marks, for a number as written.
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
