using System.Diagnostics;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What can be done about a finding.</summary>
/// <param name="Kind">
/// <c>change_list</c>: the changes, by <c>PUT /policy</c>; <c>define_certificate</c>: by <c>PUT /certificate</c>;
/// <c>enforce</c>: <c>"mode": "enforce"</c>, by <c>PUT /policy</c>; <c>review_list</c>: a person has to look.
/// </param>
/// <param name="Words">What it does, as on the button in the console.</param>
/// <param name="Changes">The changes of the lists, to be made together; if there are many, the first ones.</param>
internal sealed record FixAnswer(string Kind, string Words, IReadOnlyList<ListChangeAnswer> Changes)
{
    public static FixAnswer Of(PolicyFinding finding) => finding.Fix switch
    {
        Fix.ChangeList change => new(
            "change_list",
            finding.ToFix(),
            [
                .. ListChangeAnswer.Of(change.List, "remove", change.Remove),
                .. change.MoveFrom is { } from ? ListChangeAnswer.Of(from, "remove", change.Add) : [],
                .. ListChangeAnswer.Of(change.List, "add", change.Add),
            ]),
        Fix.DefineCertificate => new("define_certificate", finding.ToFix(), []),
        Fix.EndMonitoring => new("enforce", finding.ToFix(), []),
        Fix.ReviewList => new("review_list", finding.ToFix(), []),
        _ => throw new UnreachableException(),
    };
}

/// <summary>One event is added to a list (<c>add</c>) or removed from it (<c>remove</c>).</summary>
internal sealed record ListChangeAnswer(string List, string Change, string Action)
{
    public static IEnumerable<ListChangeAnswer> Of(EventListKind list, string change, IEnumerable<EventName> events) =>
        events.Take(FindingAnswer.MaxEvents).Select(name => new ListChangeAnswer(list.ToMemberName(), change, name.Value));
}
