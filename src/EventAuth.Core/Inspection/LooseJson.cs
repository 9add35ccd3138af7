using EventAuth.Core.Json;

namespace EventAuth.Core.Inspection;

/// <summary>Header or payload, read even if it breaks the rules of <see cref="StrictJson"/>; each broken rule is a finding.</summary>
internal sealed class LooseJson
{
    private readonly JsonElement _root;

    private LooseJson(JsonElement root) => _root = root;

    /// <summary>All members of the object, in their order.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Members =>
        _root.EnumerateObject().Select(member => (NameOf(member), member.Value));

    /// <summary>Reads a part; null if not a JSON object. There are findings exactly when <see cref="StrictJson"/> refuses it.</summary>
    /// <param name="part">"header" or "payload".</param>
    /// <param name="findings">Receives what is wrong; null if not needed.</param>
    public static LooseJson? Read(byte[] bytes, string part, FindingList? findings = null)
    {
        if (StrictJson.IsObject(bytes))
        {
            return new LooseJson(JsonElement.Parse(bytes));
        }

        var flaws = new FindingList();
        var json = JsonFlaws.Find(bytes, part, flaws) is { } root ? new LooseJson(root) : null;
        if (!flaws.HasWrong)
        {
            flaws.Wrong(TokenFindingCode.NotJson, ("part", part), ("isUnknown", true));
        }

        findings?.AddRange(flaws);
        return json;
    }

    /// <summary>The member of this name, the last one if there are several.</summary>
    public JsonElement? Find(string name) =>
        Members.Where(member => member.Name == name).Select(member => (JsonElement?)member.Value).LastOrDefault();

    /// <summary>The text of a value; null if it is not a string, or not one that UTF-8 can express.</summary>
    public static string? TextOf(JsonElement? value)
    {
        try
        {
            return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a member; one with half of a surrogate pair equals no known name.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
