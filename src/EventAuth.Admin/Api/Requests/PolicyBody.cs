using System.Collections.Immutable;
using System.Text.Json;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Requests;

/// <summary>The body of <c>PUT /policy</c>: all three lists, and a comment. What <c>GET</c> answers beside them is not looked at.</summary>
internal static class PolicyBody
{
    /// <summary>Room for three full lists of the longest names.</summary>
    public const int MaxBytes = 12 * 1024 * 1024;

    private const int MaxEchoedName = 64;

    /// <summary>Takes the change out of the body; a wrong form is noted, what names stand on the lists is for the validator.</summary>
    public static PolicyChange Read(JsonElement root, ICollection<PolicyProblem> problems)
    {
        var lists = ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty;
        if (!root.TryGetProperty("lists", out var members) || members.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new FormProblem("lists", "required", "\"lists\" must be an object with the three lists."));
        }
        else
        {
            lists = ReadLists(members, problems);
        }

        return new PolicyChange { Lists = lists, Comment = root.OptionalText("comment", problems) };
    }

    private static ImmutableDictionary<EventListKind, IReadOnlyList<string?>> ReadLists(
        JsonElement members, ICollection<PolicyProblem> problems)
    {
        var lists = ImmutableDictionary.CreateBuilder<EventListKind, IReadOnlyList<string?>>();
        foreach (var kind in EventPolicy.Kinds)
        {
            var field = "lists." + kind.ToMemberName();
            if (!members.TryGetProperty(kind.ToMemberName(), out var list) || list.ValueKind == JsonValueKind.Null)
            {
                problems.Add(new FormProblem(
                    field, "required", "This list is missing. A policy is replaced whole: send all three lists, empty ones as []."));
            }
            else if (list.ValueKind != JsonValueKind.Array)
            {
                problems.Add(new FormProblem(field, "invalid_type", "A list is an array of event names."));
            }
            else
            {
                // What is no text becomes no name, which the validator reports with its place.
                lists[kind] = [.. list.EnumerateArray().Select(JsonMembers.TryGetText)];
            }
        }

        foreach (var member in members.EnumerateObject()
            .Where(member => EventPolicy.Kinds.All(kind => !member.NameEquals(kind.ToMemberName()))))
        {
            var name = member.Name.Length > MaxEchoedName ? member.Name[..MaxEchoedName] : member.Name;
            problems.Add(new FormProblem("lists." + name, "unknown_list", "There is no such list."));
        }

        return lists.ToImmutable();
    }
}
