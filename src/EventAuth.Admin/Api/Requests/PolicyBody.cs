using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api.Requests;

/// <summary>The body of <c>PUT /policy</c>: all three lists, and a comment. Other members of <c>GET</c>'s answer are ignored.</summary>
internal static class PolicyBody
{
    /// <summary>Room for three full lists of the longest names.</summary>
    public const int MaxBytes = 12 * 1024 * 1024;

    /// <summary>Reads the change from the body; a wrong form is reported, the validator checks the names on the lists.</summary>
    public static PolicyChange Read(JsonElement root, ICollection<ProblemError> errors)
    {
        var lists = ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty;
        if (!root.TryGetProperty("lists", out var members) || members.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new ProblemError("lists", "required", "\"lists\" must be an object with the three lists."));
        }
        else
        {
            lists = ReadLists(members, errors);
        }

        return new PolicyChange { Lists = lists, Comment = root.OptionalText("comment", errors) };
    }

    private static ImmutableDictionary<EventListKind, IReadOnlyList<string?>> ReadLists(
        JsonElement members, ICollection<ProblemError> errors)
    {
        var lists = ImmutableDictionary.CreateBuilder<EventListKind, IReadOnlyList<string?>>();
        foreach (var kind in EventPolicy.Kinds)
        {
            var field = "lists." + kind.ToMemberName();
            if (!members.Has(kind.ToMemberName()))
            {
                errors.Add(new ProblemError(
                    field, "required", "This list is missing. A policy is replaced whole: send all three lists, empty ones as []."));
            }
            else if (members.GetProperty(kind.ToMemberName()) is { ValueKind: JsonValueKind.Array } list)
            {
                // What is not a string becomes an invalid name, which the validator reports with its place.
                lists[kind] = [.. list.EnumerateArray().Select(ShownText.TryGetText)];
            }
            else
            {
                errors.Add(new ProblemError(field, "invalid_type", "A list is an array of event names."));
            }
        }

        foreach (var member in members.EnumerateObject()
            .Where(member => EventPolicy.Kinds.All(kind => !member.NameEquals(kind.ToMemberName()))))
        {
            errors.Add(new ProblemError("lists." + member.EchoedName(), "unknown_list", "There is no such list."));
        }

        return lists.ToImmutable();
    }
}
