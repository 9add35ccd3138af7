using System.Collections.Immutable;
using System.Text.Json;
using EventAuth.Storage.Damage;

namespace EventAuth.Storage.Profiles;

/// <summary>Converts rows to what people are shown, and reports invalid ones.</summary>
internal sealed class ProfileRowReader(DamagedRows damaged)
{
    public ImmutableSortedDictionary<string, JsonElement> ReadAttributes(ProfileRecord row)
    {
        try
        {
            if (JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row.Attributes) is { } attributes)
            {
                return attributes.ToImmutableSortedDictionary(StringComparer.Ordinal);
            }
        }
        catch (JsonException)
        {
            // Reported below.
        }

        damaged.Add("Profiles", row.Id);
        return ImmutableSortedDictionary<string, JsonElement>.Empty;
    }

    /// <summary>Which customer data came without proof. If it cannot be read what is proven, nothing is.</summary>
    public IEnumerable<string> ReadUnproven(ProfileRecord row, ImmutableSortedDictionary<string, JsonElement> attributes)
    {
        if (NamesJson.TryRead(row.Unproven, out var names))
        {
            return names;
        }

        damaged.Add("Profiles", row.Id);
        return attributes.Keys;
    }

    /// <summary>An accepted event; null if nothing could be said about it.</summary>
    public Activity? ToActivity(EventRecord row)
    {
        var isJson = IsJson(row.Params);
        if (!NamesJson.TryRead(row.NotKept, out var notKept)
            || !isJson || !Enum.IsDefined(row.Reason) || row.Action is null || row.Time is null)
        {
            damaged.Add("Events", row.Id);
        }

        return !Enum.IsDefined(row.Reason) ? null : new Activity(
            row.EventId!.Value, row.Action ?? "", row.Label, row.Time ?? row.ReceivedAt, row.ReceivedAt, row.OriginalTime,
            isJson ? row.Params! : "{}", row.Reason, row.PolicyVersion, row.ProfileUpdated, row.Conflict)
        {
            NotKept = [.. notKept],
        };
    }

    /// <summary>An entry of the history; null, and reported, if its row is damaged.</summary>
    public ProfileLink? ToLink(ProfileLinkRecord row)
    {
        if (Enum.IsDefined(row.Kind) && Enum.IsDefined(row.Proof))
        {
            return new ProfileLink(row.Kind, row.Value, row.EventId, row.LinkedAt, row.Proof);
        }

        damaged.Add("ProfileLinks", row.Id);
        return null;
    }

    private static bool IsJson(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
