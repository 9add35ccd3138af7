namespace EventAuth.Admin.Components.Audit;

/// <summary>One thing that an entry says was changed.</summary>
/// <param name="Summary">In a few words, without the names: "+5 events on “…”", "−1 guarantee".</param>
/// <param name="Names">The names or guarantees that were added, or removed; empty if the summary says everything.</param>
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
            return OfItems(ItemsOf(before), ItemsOf(after), "event", $" on “{list}”");
        }

        if (name is "guarantees")
        {
            return OfItems(GuaranteesOf(before), GuaranteesOf(after), "guarantee", "");
        }

        var (was, isNow) = (TextOf(before), TextOf(after));
        return was == isNow ? [] : [new AuditDifference($"{WordsOf(name)}: {(was, isNow) switch
        {
            (null, _) => isNow,
            (_, null) => $"{was} → none",
            _ => $"{was} → {isNow}",
        }}", [])];
    }

    private static IEnumerable<AuditDifference> OfItems(List<string> before, List<string> after, string noun, string place) =>
        [.. Changed("+", after.Except(before), noun, place), .. Changed("−", before.Except(after), noun, place)];

    private static IEnumerable<AuditDifference> Changed(string sign, IEnumerable<string> names, string noun, string place)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? [] : [new AuditDifference($"{sign}{Numbers.Count(noun, all.Count)}{place}", all)];
    }

    private static List<string> ItemsOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(name => name.ToString())] : [];

    // In words; those that this version does not know are left out.
    private static List<string> GuaranteesOf(JsonElement? value)
    {
        try
        {
            var drafts = value?.Deserialize<GuaranteeDraft[]>(JsonSerializerOptions.Web) ?? [];
            return [.. GuaranteeReader.Read(drafts, []).Select(guarantee => guarantee.ToSentence())];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? TextOf(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Object } key
            when key.TryGetProperty("sha256", out var sha256) && key.TryGetProperty("keySize", out var bits) =>
            $"RSA {bits} bits, SHA-256 {sha256}",
        { ValueKind: JsonValueKind.Object } member =>
            string.Join(", ", member.EnumerateObject().Select(part => $"{part.Name} {part.Value}")),
        { ValueKind: JsonValueKind.Array } list => Numbers.Count("item", list.GetArrayLength()),
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
