using System.Collections.Immutable;
using System.Globalization;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>What would deserve attention if the draft were applied.</summary>
public sealed partial class DraftNotes
{
    private ImmutableArray<PolicyFinding> _findings = [];
    private ImmutableArray<(string Title, ImmutableArray<EventName> Events)> _overruledElsewhere = [];
    private object? _seenEvents;
    private EventPolicy? _seenPolicy;

    /// <summary>The draft.</summary>
    [Parameter, EditorRequired]
    public required EventListDraft Draft { get; set; }

    /// <summary>The policy in force.</summary>
    [Parameter, EditorRequired]
    public required EventPolicy InForce { get; set; }

    /// <summary>The person takes events off the list.</summary>
    [Parameter]
    public EventCallback<IEnumerable<EventName>> RemoveAll { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_seenEvents, Draft.Events) && ReferenceEquals(_seenPolicy, InForce))
        {
            return;
        }

        (_seenEvents, _seenPolicy) = (Draft.Events, InForce);
        var policy = Draft.On(InForce);
        _findings = PolicyMeaning.FindingsOf(policy, Draft.Kind);
        _overruledElsewhere = Draft.Kind == EventListKind.UpdateWithJwt
            ? [.. EventPolicy.Kinds.SelectMany(kind => OverruledOn(policy, kind))]
            : [];
    }

    private static IEnumerable<(string Title, ImmutableArray<EventName> Events)> OverruledOn(EventPolicy policy, EventListKind kind) =>
        PolicyMeaning.FindingsOf(policy, kind)
            .Where(finding => finding.Kind == PolicyFindingKind.OverruledByJwtList)
            .Select(finding => (kind.ToTitle(), finding.Events));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
