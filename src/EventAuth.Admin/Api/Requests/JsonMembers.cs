using System.Text.Json;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Requests;

/// <summary>Takes typed members out of an object and notes what has the wrong type.</summary>
internal static class JsonMembers
{
    /// <summary>An optional text; null when absent, <c>null</c>, or noted as a problem.</summary>
    public static string? OptionalText(this JsonElement parent, string name, ICollection<PolicyProblem> problems)
    {
        if (!parent.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (member.TryGetText() is { } text)
        {
            return text;
        }

        problems.Add(new FormProblem(name, "invalid_type", $"\"{name}\" must be a text."));
        return null;
    }

    /// <summary>An optional truth value; false when absent, <c>null</c>, or noted as a problem.</summary>
    public static bool OptionalFlag(this JsonElement parent, string name, ICollection<PolicyProblem> problems)
    {
        if (!parent.TryGetProperty(name, out var member))
        {
            return false;
        }

        if (member.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
        {
            problems.Add(new FormProblem(name, "invalid_type", $"\"{name}\" must be true or false."));
        }

        return member.ValueKind == JsonValueKind.True;
    }

    /// <summary>Whether a member is there and not <c>null</c>.</summary>
    public static bool Has(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;

    /// <summary>An optional whole number from 1 on; null when absent, <c>null</c>, or noted as a problem.</summary>
    public static long? OptionalNumber(this JsonElement parent, string name, long greatest, ICollection<PolicyProblem> problems)
    {
        if (!parent.Has(name))
        {
            return null;
        }

        var member = parent.GetProperty(name);
        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) && number >= 1 && number <= greatest)
        {
            return number;
        }

        problems.Add(new FormProblem(name, "invalid_value", $"\"{name}\" must be a whole number from 1 on."));
        return null;
    }

    /// <summary>An optional uuid; null when absent, <c>null</c>, or noted as a problem.</summary>
    public static Guid? OptionalUuid(this JsonElement parent, string name, ICollection<PolicyProblem> problems)
    {
        if (!parent.Has(name))
        {
            return null;
        }

        if (Guid.TryParseExact(parent.GetProperty(name).TryGetText(), "D", out var uuid))
        {
            return uuid;
        }

        problems.Add(new FormProblem(name, "invalid_value", $"\"{name}\" must be a uuid."));
        return null;
    }

    /// <summary>An optional word out of a few; null when absent, <c>null</c>, or noted as a problem.</summary>
    public static T? OptionalChoice<T>(
        this JsonElement parent, string name, IReadOnlyDictionary<string, T> choices, ICollection<PolicyProblem> problems)
        where T : struct
    {
        if (!parent.Has(name))
        {
            return null;
        }

        if (parent.GetProperty(name).TryGetText() is { } text && choices.TryGetValue(text, out var chosen))
        {
            return chosen;
        }

        problems.Add(new FormProblem(name, "invalid_value", $"\"{name}\" must be one of {string.Join(", ", choices.Keys)}."));
        return null;
    }

    /// <summary>The text of an element; null when it is none, or not well formed (half a surrogate pair).</summary>
    public static string? TryGetText(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
