using EventAuth.Admin.Responses;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api.Requests;

/// <summary>
/// A body with a token and, optionally, the event that goes with it, as it is sent to ingest:
/// <c>{ "token": "…", "event": { "action": "…", "client": { "customId": "…" } } }</c>.
/// Its identifiers alone are enough, too: <c>"event": { "uuid", "email", "customId" }</c>.
/// </summary>
internal static class TokenBody
{
    /// <summary>Eight times the longest token, so that longer ones are reported as too long, and the longest event.</summary>
    public const int MaxBytes = TokenInspector.MaxPasted + (64 * 1024);

    private static readonly string[] Members = ["token", "event"];
    private static readonly string[] TokenAlone = ["token"];
    private static readonly string[] Identifiers = ["uuid", "email", "customId"];

    /// <summary>Reads both, or returns the answer that says what is wrong.</summary>
    public static ProblemResult? Read(JsonElement root, out string token, out EventIdentifiers? sent)
    {
        var errors = new List<ProblemError>();
        token = ReadToken(root, Members, errors);
        sent = root.Has("event") ? ReadEvent(root.GetProperty("event"), errors) : null;
        return ProblemOf(errors, token);
    }

    /// <summary>Reads a body with a token and nothing else, or returns the answer that says what is wrong.</summary>
    public static ProblemResult? ReadTokenAlone(JsonElement root, out string token)
    {
        var errors = new List<ProblemError>();
        token = ReadToken(root, TokenAlone, errors);
        return ProblemOf(errors, token);
    }

    private static string ReadToken(JsonElement root, string[] members, List<ProblemError> errors)
    {
        var text = root.OptionalText("token", errors);
        if (errors.Count == 0 && text is null)
        {
            errors.Add(new ProblemError("token", "required", "\"token\" must hold the token, as a text."));
        }

        RefuseOthers(root, "", members, errors);
        return text ?? "";
    }

    private static ProblemResult? ProblemOf(List<ProblemError> errors, string token) =>
        errors.Count > 0 ? ProblemResult.InvalidRequest([.. errors])
        : token.Length > TokenInspector.MaxPasted ? ProblemResult.PayloadTooLarge
        : null;

    private static EventIdentifiers? ReadEvent(JsonElement member, List<ProblemError> errors)
    {
        if (member.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new ProblemError(
                "event", "invalid_type", "\"event\" must be the event as it is sent, or an object with uuid, email or customId."));
            return null;
        }

        if (member.TryGetProperty("client", out _) || member.TryGetProperty("action", out _))
        {
            return ReadSent(member, errors);
        }

        RefuseOthers(member, "event.", Identifiers, errors);
        return ReadIdentifiers(member, "event.", isNullAbsent: true, errors);
    }

    // Members that ingest ignores are ignored here, except identifiers in the wrong place: their sender must see that.
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

    private static EventIdentifiers ReadIdentifiers(JsonElement parent, string path, bool isNullAbsent, List<ProblemError> errors) => new(
        parent.OptionalText("uuid", errors, path, isNullAbsent),
        parent.OptionalText("email", errors, path, isNullAbsent),
        parent.OptionalText("customId", errors, path, isNullAbsent));

    private static void RefuseOthers(JsonElement parent, string path, string[] known, List<ProblemError> errors) =>
        errors.AddRange(parent.EnumerateObject().Where(member => !known.Contains(member.Name)).Select(member => new ProblemError(
            path + member.EchoedName(), "unknown_member", $"There is no such member; there are {string.Join(", ", known)}.")));
}
