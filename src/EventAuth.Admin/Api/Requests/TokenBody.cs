using System.Text.Json;
using EventAuth.Admin.Responses;
using EventAuth.Core.Inspection;

namespace EventAuth.Admin.Api.Requests;

/// <summary>
/// A body with a token and, where wanted, the event beside it, as it is sent to ingest:
/// <c>{ "token": "…", "event": { "action": "…", "client": { "customId": "…" } } }</c>.
/// Its identifiers alone do as well: <c>"event": { "uuid", "email", "customId" }</c>.
/// </summary>
internal static class TokenBody
{
    /// <summary>Eight times the longest token, which is told that it is too long, and the longest event.</summary>
    public const int MaxBytes = TokenInspector.MaxPasted + (64 * 1024);

    private const int MaxEchoedName = 64;

    private static readonly string[] Members = ["token", "event"];
    private static readonly string[] Identifiers = ["uuid", "email", "customId"];

    /// <summary>Takes both out, or gives the answer that says what is wrong.</summary>
    public static ProblemResult? Read(JsonElement root, out string token, out EventIdentifiers? sent)
    {
        var errors = new List<ProblemError>();
        var text = ReadText(root, "", "token", errors);
        if (errors.Count == 0 && text is null)
        {
            errors.Add(new ProblemError("token", "required", "\"token\" must hold the token, as a text."));
        }

        RefuseOthers(root, "", Members, errors);
        token = text ?? "";
        sent = null;
        if (root.TryGetProperty("event", out var member) && member.ValueKind != JsonValueKind.Null)
        {
            sent = ReadEvent(member, errors);
        }

        return errors.Count > 0 ? ProblemResult.InvalidRequest([.. errors])
            : token.Length > TokenInspector.MaxPasted ? ProblemResult.PayloadTooLarge
            : null;
    }

    private static EventIdentifiers? ReadEvent(JsonElement member, List<ProblemError> errors)
    {
        if (member.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new ProblemError(
                "event", "invalid_type", "\"event\" must be the event as it is sent, or an object with uuid, email or customId."));
            return null;
        }

        return member.TryGetProperty("client", out _) || member.TryGetProperty("action", out _)
            ? ReadSent(member, errors)
            : ReadBare(member, errors);
    }

    // Members that ingest ignores are ignored here; identifiers in the wrong place are too, there, and who sends them so must see it.
    private static EventIdentifiers? ReadSent(JsonElement member, List<ProblemError> errors)
    {
        foreach (var name in Identifiers.Where(name => member.TryGetProperty(name, out _)))
        {
            errors.Add(new ProblemError("event." + name, "unknown_member", $"Ingest reads \"{name}\" inside \"client\" only."));
        }

        if (!member.TryGetProperty("client", out var client))
        {
            return null;
        }

        if (client.ValueKind == JsonValueKind.Object)
        {
            return ReadIdentifiers(client, "event.client.", isNullAbsent: false, errors);
        }

        errors.Add(new ProblemError("event.client", "invalid_type", "\"event.client\" must be an object."));
        return null;
    }

    private static EventIdentifiers ReadBare(JsonElement member, List<ProblemError> errors)
    {
        RefuseOthers(member, "event.", Identifiers, errors);
        return ReadIdentifiers(member, "event.", isNullAbsent: true, errors);
    }

    private static EventIdentifiers ReadIdentifiers(JsonElement parent, string path, bool isNullAbsent, List<ProblemError> errors) => new(
        ReadText(parent, path, "uuid", errors, isNullAbsent),
        ReadText(parent, path, "email", errors, isNullAbsent),
        ReadText(parent, path, "customId", errors, isNullAbsent));

    private static void RefuseOthers(JsonElement parent, string path, string[] known, List<ProblemError> errors)
    {
        foreach (var member in parent.EnumerateObject().Where(member => !known.Contains(member.Name)))
        {
            var name = member.Name.Length > MaxEchoedName ? member.Name[..MaxEchoedName] : member.Name;
            errors.Add(new ProblemError(path + name, "unknown_member", $"There is no such member; there are {string.Join(", ", known)}."));
        }
    }

    private static string? ReadText(JsonElement parent, string path, string name, List<ProblemError> errors, bool isNullAbsent = true)
    {
        if (!parent.TryGetProperty(name, out var value) || (isNullAbsent && value.ValueKind == JsonValueKind.Null))
        {
            return null;
        }

        if (value.TryGetText() is { } text)
        {
            return text;
        }

        errors.Add(new ProblemError(path + name, "invalid_type", $"\"{path}{name}\" must be a text."));
        return null;
    }
}
