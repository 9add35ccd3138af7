namespace EventAuth.Core.Profiles;

/// <summary>
/// The customer data of a profile by name. Data keeps its proof: a value that came with a valid token is set or removed only by another
/// such event, and if there is no room, values without proof are left out first.
/// </summary>
public sealed class CustomerAttributes
{
    private readonly SortedDictionary<string, AttributeValue> _values = new(StringComparer.Ordinal);

    /// <summary>All of them, in the order of their names.</summary>
    public IReadOnlyDictionary<string, AttributeValue> All => _values;

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    /// <summary>How many of them came without proof.</summary>
    public int UnprovenCount { get; private set; }

    /// <summary>Adds a value from storage. Older versions kept more without proof than is accepted now; none of it is dropped.</summary>
    public void Load(string name, in AttributeValue value) => Put(name, value);

    /// <summary>Sets an attribute if proof and room allow it.</summary>
    public AttributeChange Set(string name, in AttributeValue value)
    {
        if (!_values.TryGetValue(name, out var present))
        {
            if (!MakeRoom(value.IsProven))
            {
                return AttributeChange.Refused;
            }
        }
        else if (present.IsProven && !value.IsProven)
        {
            return present.Json == value.Json ? AttributeChange.None : AttributeChange.Refused;
        }
        else if (present == value)
        {
            return AttributeChange.None;
        }

        Put(name, value);
        return AttributeChange.Made;
    }

    /// <summary>Removes an attribute if proof allows it.</summary>
    public AttributeChange Remove(string name, bool isProven)
    {
        if (!_values.TryGetValue(name, out var present) || (present.IsProven && !isProven))
        {
            return present.IsProven ? AttributeChange.Refused : AttributeChange.None;
        }

        Drop(name, present);
        return AttributeChange.Made;
    }

    /// <summary>Takes over what another profile has and this one does not have, or only has without proof.</summary>
    public void Merge(CustomerAttributes source)
    {
        // Proven values first, so that there is room for them.
        foreach (var isProven in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var (name, value) in source._values)
            {
                if (value.IsProven == isProven && (!_values.TryGetValue(name, out var present) || (isProven && !present.IsProven)))
                {
                    Set(name, value);
                }
            }
        }
    }

    private bool MakeRoom(bool isProven)
    {
        if (!isProven)
        {
            return UnprovenCount < Profile.MaxUnproven && Count < Profile.MaxAttributes;
        }

        if (Count >= Profile.MaxAttributes && UnprovenCount > 0)
        {
            var (name, last) = _values.Last(pair => !pair.Value.IsProven);
            Drop(name, last);
        }

        return Count < Profile.MaxAttributes;
    }

    private void Put(string name, in AttributeValue value)
    {
        UnprovenCount -= _values.TryGetValue(name, out var present) && !present.IsProven ? 1 : 0;
        UnprovenCount += value.IsProven ? 0 : 1;
        _values[name] = value;
    }

    private void Drop(string name, in AttributeValue present)
    {
        _values.Remove(name);
        UnprovenCount -= present.IsProven ? 0 : 1;
    }
}
