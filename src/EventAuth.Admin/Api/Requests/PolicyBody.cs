using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api.Requests;

/// <summary>
/// The body of <c>PUT /policy</c>: all three lists, a comment, and what else is to change. Other members of <c>GET</c>'s answer are
/// ignored.
/// </summary>
internal static class PolicyBody
{
    /// <summary>Room for three full lists of the longest names.</summary>
    public const int MaxBytes = 12 * 1024 * 1024;

    /// <summary>Reads the change from the body; a wrong form is reported, the validator checks the rest.</summary>
    public static PolicyChange Read(JsonElement root, ICollection<ProblemError> errors)
    {
        var lists = ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty;
        if (!root.TryGetProperty("lists", out var members) || members.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new ProblemError("lists", "required", "\"lists\" must be an object with the three lists."));
        }
        else
        {
            lists = ReadLists(members, areAllNeeded: true, errors);
        }

        return ReadRest(root, errors) with
        {
            Lists = lists,
            Guarantees = ReadGuarantees(root, errors),
            Trial = ReadTrial(root, errors),
            Comment = root.OptionalText("comment", errors),
        };
    }

    /// <summary>Reads a draft that is only compared: any of the lists, the mode and what happens to other events.</summary>
    public static PolicyChange ReadDraft(JsonElement root, ICollection<ProblemError> errors)
    {
        var lists = ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty;
        if (root.Has("lists"))
        {
            if (root.GetProperty("lists") is { ValueKind: JsonValueKind.Object } members)
            {
                lists = ReadLists(members, areAllNeeded: false, errors);
            }
            else
            {
                errors.Add(new ProblemError("lists", "invalid_type", "\"lists\" must be an object."));
            }
        }

        return ReadRest(root, errors) with { Lists = lists };
    }

    private static PolicyChange ReadRest(JsonElement root, ICollection<ProblemError> errors) => new()
    {
        Mode = ReadWord<PolicyMode>(root, "mode", errors),
        OtherEvents = ReadWord<OtherEvents>(root, "otherEvents", errors),
    };

    private static T? ReadWord<T>(JsonElement root, string name, ICollection<ProblemError> errors)
        where T : struct, Enum => root.Optional<T>(
            name,
            member => PolicyCodes.TryRead<T>(member.TryGetText(), out var value) ? value : null,
            "one of " + string.Join(", ", PolicyCodes.All<T>()),
            errors);

    private static List<GuaranteeDraft>? ReadGuarantees(JsonElement root, ICollection<ProblemError> errors)
    {
        if (!root.Has("guarantees"))
        {
            return null;
        }

        var members = root.GetProperty("guarantees");
        if (members.ValueKind != JsonValueKind.Array || members.EnumerateArray().Any(each => each.ValueKind != JsonValueKind.Object))
        {
            errors.Add(new ProblemError("guarantees", "invalid_type", "\"guarantees\" is an array of objects."));
            return null;
        }

        return [.. members.EnumerateArray().Select((each, place) => new GuaranteeDraft(
            Text(each, "id", place), Text(each, "events", place), Text(each, "customer", place), Text(each, "expect", place),
            Text(each, "note", place)))];

        string? Text(JsonElement each, string name, int place) => each.OptionalText(name, errors, $"guarantees[{place}].");
    }

    private static Trial? ReadTrial(JsonElement root, ICollection<ProblemError> errors)
    {
        var kinds = Enum.GetValues<PendingKind>().Where(kind => root.Has(kind.ToCode())).ToList();
        if (kinds is [])
        {
            return null;
        }

        var name = kinds[0].ToCode();
        var member = root.GetProperty(name);
        if (kinds.Count > 1 || member.ValueKind != JsonValueKind.Object)
        {
            errors.Add(kinds.Count > 1
                ? new ProblemError(kinds[1].ToCode(), "contradiction", "A change is guarded or confirmed, not both.")
                : new ProblemError(name, "invalid_type", $"\"{name}\" must be an object."));
            return null;
        }

        // What is absent or no number is out of range, which the validator reports.
        var minutes = ReadNumber(member, "minutes") is { } number && int.IsPositive((int)number) && number % 1 == 0 ? (int)number : 0;
        return new Trial(kinds[0], minutes, ReadNumber(member, "maxRejectedPercent"));
    }

    private static double? ReadNumber(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out var number)
            ? number
            : null;

    private static ImmutableDictionary<EventListKind, IReadOnlyList<string?>> ReadLists(
        JsonElement members, bool areAllNeeded, ICollection<ProblemError> errors)
    {
        var lists = ImmutableDictionary.CreateBuilder<EventListKind, IReadOnlyList<string?>>();
        foreach (var kind in EventPolicy.Kinds)
        {
            var field = "lists." + kind.ToMemberName();
            if (!members.Has(kind.ToMemberName()))
            {
                if (areAllNeeded)
                {
                    errors.Add(new ProblemError(
                        field, "required", "This list is missing. A policy is replaced whole: send all three lists, empty ones as []."));
                }
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
