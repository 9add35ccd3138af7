namespace EventAuth.Admin.Components.Audit;

/// <summary>One thing that an entry says was changed.</summary>
/// <param name="Summary">In a few words, without the names of events: "+5 events on “…”".</param>
/// <param name="Names">The names that were added, or removed; empty if the summary says everything.</param>
public sealed record AuditDifference(string Summary, IReadOnlyList<string> Names)
{
    /// <summary>What differs between before and after, in words. Empty if an entry has nothing that this version knows.</summary>
    public static IReadOnlyList<AuditDifference> Of(AuditEntry entry)
    {
        var (before, after) = (Members(entry.Before), Members(entry.After));
        // The comment says why; the one before belongs to another change.
        before.Remove("comment");
        return [.. before.Keys.Union(after.Keys).Where(name => name is not "version").SelectMany(name =>
            OfMember(name, before.TryGetValue(name, out var old) ? old : null, after.TryGetValue(name, out var present) ? present : null))];
    }

    private static IEnumerable<AuditDifference> OfMember(string name, JsonElement? before, JsonElement? after)
    {
        if (EventPolicy.Kinds.Where(kind => kind.ToMemberName() == name).Select(kind => kind.ToTitle()).FirstOrDefault() is { } list)
        {
            var (old, present) = (ItemsOf(before), ItemsOf(after));
            return [.. Changed("+", present.Except(old), list), .. Changed("−", old.Except(present), list)];
        }

        var (was, isNow) = (TextOf(before), TextOf(after));
        return was == isNow ? [] : [new AuditDifference($"{WordsOf(name)}: {(was, isNow) switch
        {
            (null, _) => isNow,
            (_, null) => $"{was} → none",
            _ => $"{was} → {isNow}",
        }}", [])];
    }

    private static IEnumerable<AuditDifference> Changed(string sign, IEnumerable<string> names, string list)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return all.Count == 0
            ? []
            : [new AuditDifference($"{sign}{Numbers.Count("event", all.Count)} on “{list}”", all)];
    }

    private static List<string> ItemsOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(name => name.ToString())] : [];

    private static string? TextOf(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Object } key
            when key.TryGetProperty("sha256", out var sha256) && key.TryGetProperty("keySize", out var bits) =>
            $"RSA {bits} bits, SHA-256 {sha256}",
        { ValueKind: JsonValueKind.Object } member =>
            string.Join(", ", member.EnumerateObject().Select(part => $"{part.Name} {part.Value}")),
        { ValueKind: JsonValueKind.Array } list => Numbers.Number(list.GetArrayLength()) + " entries",
        { } scalar => scalar.ToString(),
    };

    // "displayName" is a display name.
    private static string WordsOf(string member) => string.Concat(member.Select((letter, place) =>
        place == 0 ? $"{char.ToUpperInvariant(letter)}" : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    private static Dictionary<string, JsonElement> Members(string? json)
    {
        try
        {
            return json is not null && JsonElement.Parse(json) is { ValueKind: JsonValueKind.Object } found
                ? found.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
