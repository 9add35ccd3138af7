using EventAuth.Core.Journal;

namespace EventAuth.Core.Profiles;

/// <summary>How events write the attributes of a profile.</summary>
internal static class CustomerData
{
    /// <summary>Sets and removes attributes in the order sent. Returns the names of what was not kept, or null.</summary>
    public static List<string>? Write(IProfileDirectory profiles, ProfileState profile, CustomerDataList data, bool isProven)
    {
        List<string>? notKept = null;
        var changed = false;
        for (var i = 0; i < data.Count; i++)
        {
            var datum = data[i];
            var name = datum.Name.ToString();
            var change = datum.Json.ToStringOrNull() is { } json
                ? profile.Attributes.Set(name, new AttributeValue(json, isProven))
                : profile.Attributes.Remove(name, isProven);
            changed |= change == AttributeChange.Made;
            if (change == AttributeChange.Refused)
            {
                (notKept ??= []).Add(name);
            }
        }

        if (changed)
        {
            profiles.Changed(profile);
        }

        return notKept;
    }

    /// <summary>The names of all customer data in an event, or null if there is none.</summary>
    public static string[]? NamesOf(CustomerDataList data) =>
        data.Count == 0 ? null : [.. Enumerable.Range(0, data.Count).Select(i => data[i].Name.ToString())];
}
