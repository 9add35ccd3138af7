using System.Text.Json.Serialization;

namespace EventAuth.Admin.Components.EventSettings.Drafts;

/// <summary>A draft as the browser keeps it: only the difference to the version it is based on.</summary>
/// <param name="Author">Whose it is; nobody else gets it back.</param>
/// <param name="Kind">The list whose draft it is.</param>
/// <param name="BasedOn">The version of the policy that the person looked at.</param>
/// <param name="Added">New on the list.</param>
/// <param name="Removed">No longer on the list.</param>
/// <param name="Picked">Picked, but not added to the list yet.</param>
/// <param name="SearchText">The text in the search field.</param>
/// <param name="Comment">The remark for the history.</param>
/// <param name="AlsoRemoved">No longer on other lists.</param>
internal sealed record KeptDraft(
    string Author,
    EventListKind Kind,
    int BasedOn,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> Picked,
    string SearchText,
    string Comment,
    IReadOnlyList<KeptRemoval>? AlsoRemoved = null)
{
    /// <summary>Reads what the browser kept; null if it is not ours.</summary>
    public static KeptDraft? FromJson(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, KeptDraftJson.Default.KeptDraft) is { } kept
                && Enum.IsDefined(kept.Kind) && kept.AlsoRemoved?.All(removal => Enum.IsDefined(removal.List)) != false ? kept : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An event that the draft removes from another list.</summary>
internal sealed record KeptRemoval(EventListKind List, string Name);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeptDraft))]
internal sealed partial class KeptDraftJson : JsonSerializerContext;
