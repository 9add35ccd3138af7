using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Policies.Sequences;

/// <summary>What a version of the policy says, comparable as a whole: each list is a text of its names in byte order.</summary>
internal sealed record PolicyContent(
    string AnonymousWithoutJwt, string UpdateWithoutJwt, string UpdateWithJwt, string Mode, string OtherEvents)
{
    public PolicyLists Lists => new()
    {
        AnonymousWithoutJwt = Names(AnonymousWithoutJwt),
        UpdateWithoutJwt = Names(UpdateWithoutJwt),
        UpdateWithJwt = Names(UpdateWithJwt),
    };

    /// <summary>That of a policy document.</summary>
    public static PolicyContent Read(JsonElement policy) => Of(
        PolicyLists.Read(policy), policy.GetProperty("mode").GetString()!, policy.GetProperty("otherEvents").GetString()!);

    public static PolicyContent Of(PolicyLists lists, string mode, string otherEvents) => new(
        Text(lists.AnonymousWithoutJwt), Text(lists.UpdateWithoutJwt), Text(lists.UpdateWithJwt), mode, otherEvents);

    /// <summary>This with what an entry of the audit trail or a difference says.</summary>
    public PolicyContent With(string member, JsonElement value) => member switch
    {
        "anonymousWithoutJwt" => this with { AnonymousWithoutJwt = Text(value) },
        "updateWithoutJwt" => this with { UpdateWithoutJwt = Text(value) },
        "updateWithJwt" => this with { UpdateWithJwt = Text(value) },
        "mode" => this with { Mode = value.GetString()! },
        "otherEvents" => this with { OtherEvents = value.GetString()! },
        _ => this,
    };

    /// <summary>This with the changes of lists, mode and other events that a difference lists.</summary>
    public PolicyContent WithDifference(JsonElement difference)
    {
        var lists = difference.GetProperty("lists");
        var changed = this with
        {
            AnonymousWithoutJwt = Changed(AnonymousWithoutJwt, lists.GetProperty("anonymousWithoutJwt")),
            UpdateWithoutJwt = Changed(UpdateWithoutJwt, lists.GetProperty("updateWithoutJwt")),
            UpdateWithJwt = Changed(UpdateWithJwt, lists.GetProperty("updateWithJwt")),
        };
        return changed with
        {
            Mode = Changed(Mode, "mode", difference),
            OtherEvents = Changed(OtherEvents, "otherEvents", difference),
        };
    }

    private static string Changed(string list, JsonElement difference)
    {
        var names = Names(list);
        var (added, removed) = (Names(Text(difference.GetProperty("added"))), Names(Text(difference.GetProperty("removed"))));
        Assert.Empty(added.Intersect(names, StringComparer.Ordinal));
        Assert.Empty(removed.Except(names, StringComparer.Ordinal));
        return Text(names.Except(removed, StringComparer.Ordinal).Concat(added));
    }

    private static string Changed(string value, string member, JsonElement difference)
    {
        if (!difference.TryGetProperty(member, out var change))
        {
            return value;
        }

        Assert.Equal(value, change.GetProperty("from").GetString());
        return change.GetProperty("to").GetString()!;
    }

    private static string Text(JsonElement names) => Text(names.EnumerateArray().Select(name => name.GetString()!));

    private static string Text(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private static string[] Names(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
