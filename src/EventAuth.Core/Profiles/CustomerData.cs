using EventAuth.Core.Journal;

namespace EventAuth.Core.Profiles;

/// <summary>How events write the attributes of a profile.</summary>
internal static class CustomerData
{
    /// <summary>Sets and removes attributes. Beyond <see cref="Profile.MaxAttributes"/> a new name finds no room; names that are there can always change.</summary>
    public static void Write(IProfileDirectory profiles, ProfileState profile, CustomerDataList data)
    {
        var changed = false;
        for (var i = 0; i < data.Count; i++)
        {
            var datum = data[i];
            var name = datum.Name.ToString();
            changed |= datum.Json.ToStringOrNull() is { } json ? Set(profile.Attributes, name, json) : profile.Attributes.Remove(name);
        }

        if (changed)
        {
            profiles.Changed(profile);
        }
    }

    /// <summary>Brings the attributes of a profile that ends to the one that goes on, which wins where they differ.</summary>
    public static void Merge(IProfileDirectory profiles, ProfileState source, ProfileState target)
    {
        foreach (var (name, json) in source.Attributes)
        {
            if (!target.Attributes.ContainsKey(name))
            {
                Set(target.Attributes, name, json);
            }
        }

        target.CreatedAt = source.CreatedAt < target.CreatedAt ? source.CreatedAt : target.CreatedAt;
        profiles.Changed(target);
    }

    private static bool Set(SortedDictionary<string, string> attributes, string name, string json)
    {
        if (attributes.TryGetValue(name, out var present) ? present == json : attributes.Count >= Profile.MaxAttributes)
        {
            return false;
        }

        attributes[name] = json;
        return true;
    }
}
