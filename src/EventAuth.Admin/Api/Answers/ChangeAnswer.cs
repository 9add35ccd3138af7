using System.Text.Json.Serialization;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Texts;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What to do so that an event is decided otherwise: all of its edits together.</summary>
/// <param name="Where"><c>lists</c>, <c>request</c> (a certificate may have to be defined as well), or <c>both</c>.</param>
/// <param name="Sentence">What to do, and what comes of it.</param>
/// <param name="Edits">What to do, one by one.</param>
/// <param name="ResultsIn">The verdict afterwards; several where it depends on what was not recorded, each with the outcome wanted.</param>
/// <param name="SideEffects">What else changes, for the same event from other customers and for other events.</param>
internal sealed record ChangeAnswer(
    string Where,
    string Sentence,
    IReadOnlyList<EditAnswer> Edits,
    IReadOnlyList<VerdictAnswer> ResultsIn,
    IReadOnlyList<string> SideEffects)
{
    public static ChangeAnswer Of(SuggestedChange change, EventName? action) => new(
        change.IsInLists ? "lists" : change.IsOutsideLists ? "request" : "both",
        string.Join(' ', change.Edits.Select(edit => edit.ToSentence(action)).Append(change.ToResultSentence())),
        [.. change.Edits.Select(edit => EditAnswer.Of(edit, action))],
        [.. change.Results.Select(VerdictAnswer.Of)],
        [.. change.SideEffects.Select(ChangeTexts.ToSentence)]);
}

/// <summary>One thing to do.</summary>
/// <param name="Where"><c>lists</c>, <c>certificate</c> or <c>request</c>.</param>
/// <param name="Kind">
/// <c>add_to_list</c>, <c>remove_from_list</c>, <c>define_certificate</c>, <c>send_token</c>, <c>replace_token</c>,
/// <c>renew_token</c>, <c>send_own_token</c>, <c>drop_token</c>, <c>identify_customer</c> or <c>correct_event</c>.
/// </param>
/// <param name="List">Which list, where it is done there.</param>
/// <param name="Action">Which event, where it is done to a list.</param>
/// <param name="Sentence">What to do.</param>
/// <param name="Link">The path on the console that opens the card which does it.</param>
internal sealed record EditAnswer(
    string Where,
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? List,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Action,
    string Sentence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Link)
{
    public static EditAnswer Of(Edit edit, EventName? action) => new(
        edit.Place.ToCode(),
        edit.Kind.ToCode(),
        edit.List?.ToMemberName(),
        edit.List is null ? null : action?.Value,
        edit.ToSentence(action),
        SettingsAddress.Of(edit, action));
}
