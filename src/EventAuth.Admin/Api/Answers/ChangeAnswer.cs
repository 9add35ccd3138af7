using System.Text.Json.Serialization;
using EventAuth.Admin.Explanations;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What to do to change the verdict on an event: all of its edits together.</summary>
internal sealed class ChangeAnswer(SuggestedChange change, EventName? action)
{
    /// <summary><c>lists</c>, <c>request</c> (a certificate may have to be defined as well), or <c>both</c>.</summary>
    public string Where { get; init; } = change.IsInLists ? "lists" : change.IsOutsideLists ? "request" : "both";

    /// <summary>What to do, and its result.</summary>
    public string Sentence { get; init; } =
        string.Join(' ', change.Edits.Select(edit => edit.ToSentence(action)).Append(change.ToResultSentence()));
    public IReadOnlyList<EditAnswer> Edits { get; init; } = [.. change.Edits.Select(edit => new EditAnswer(edit, action))];

    /// <summary>The verdict afterwards; several if it depends on something that was not recorded, each with the wanted outcome.</summary>
    public IReadOnlyList<VerdictAnswer> ResultsIn { get; init; } = [.. change.Results.Select(result => new VerdictAnswer(result))];

    /// <summary>What else changes, for the same event from other customers and for other events.</summary>
    public IReadOnlyList<string> SideEffects { get; init; } = [.. change.SideEffects.Select(ChangeTexts.ToSentence)];
}

/// <summary>One thing to do, in the <c>lists</c>, with the <c>certificate</c> or in the <c>request</c>.</summary>
internal sealed class EditAnswer(Edit edit, EventName? action)
{
    public string Where { get; init; } = edit.Place.ToCode();

    /// <summary>
    /// <c>add_to_list</c>, <c>remove_from_list</c>, <c>define_certificate</c>, <c>send_token</c>, <c>replace_token</c>,
    /// <c>renew_token</c>, <c>send_own_token</c>, <c>drop_token</c>, <c>identify_customer</c> or <c>correct_event</c>.
    /// </summary>
    public string Kind { get; init; } = edit.Kind.ToCode();
    [JsonIgnore(Condition = WhenWritingNull)] public string? List { get; init; } = edit.List?.ToMemberName();

    /// <summary>Which event, if a list is changed.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Action { get; init; } = edit.List is null ? null : action?.Value;
    public string Sentence { get; init; } = edit.ToSentence(action);

    /// <summary>The path in the console that opens the card for it.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Link { get; init; } = SettingsAddress.Of(edit, action);
}
