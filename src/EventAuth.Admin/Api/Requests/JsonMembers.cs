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

        problems.Add(new PolicyProblem(name, "invalid_type", $"\"{name}\" must be a text."));
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
            problems.Add(new PolicyProblem(name, "invalid_type", $"\"{name}\" must be true or false."));
        }

        return member.ValueKind == JsonValueKind.True;
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
