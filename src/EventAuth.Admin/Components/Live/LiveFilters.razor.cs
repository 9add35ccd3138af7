using EventAuth.Admin.Components.Leaving;

namespace EventAuth.Admin.Components.Live;

/// <summary>Chooses which decisions are shown.</summary>
public sealed partial class LiveFilters
{
    private const string ToggleId = "live-filter-toggle";

    // Each code once: some decisions are answered with the code of another.
    private static readonly ImmutableArray<DecisionReason> s_reasons =
        [.. Enum.GetValues<DecisionReason>().Where(reason => reason.Answered() == reason)];

    private static readonly (bool? Accepted, string Words)[] Outcomes = [(null, "All"), (true, "Accepted"), (false, "Rejected")];

    private DecisionFilter? _shown;
    private string? _action;
    private string _code = "";
    private string? _customer;
    private string? _problem;
    private bool _isOpen;

    [Parameter, EditorRequired] public DecisionFilter Filter { get; set; } = default!;
    /// <summary>The person's time zone.</summary>
    [Parameter, EditorRequired] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;
    /// <summary>A person wants to see others.</summary>
    [Parameter, EditorRequired] public EventCallback<DecisionFilter> Chosen { get; set; }

    // In words, what is shown in addition to the outcome.
    private List<string> Restrictions =>
    [
        .. Filter.Action is { } action ? [action] : Array.Empty<string>(),
        .. Filter.Reason is { } reason ? [reason.ToShort()] : Array.Empty<string>(),
        .. Filter.IsMonitored ? ["accepted by Monitor mode"] : Array.Empty<string>(),
        .. Filter.Customer is { } customer ? ["customer " + customer] : Array.Empty<string>(),
        .. Filter.Since is { } since ? ["from " + TimeTexts.Local(since, Zone, seconds: false)] : Array.Empty<string>(),
        .. Filter.Until is { } until ? ["until " + TimeTexts.Local(until, Zone, seconds: false)] : Array.Empty<string>(),
        .. Filter.CertificateId is not null ? ["one certificate"] : Array.Empty<string>(),
    ];

    protected override void OnParametersSet()
    {
        if (_shown != Filter)
        {
            _shown = Filter;
            (_action, _code, _customer, _problem) = (Filter.Action, Filter.Reason?.ToCode() ?? "", Filter.Customer, null);
        }
    }

    // A value that is not a code is shown as it is: the name of a group.
    private static string ReasonWords(string? code) => code switch
    {
        null or "" => "Any reason",
        _ when DecisionReasonExtensions.TryParse(code, out var reason) => reason.ToShort(),
        _ => code,
    };

    private Task ClearAsync() => Chosen.InvokeAsync(new DecisionFilter(Filter.Accepted));

    // A reason already says whether it accepts: if the two contradict each other, the one chosen last counts.
    private Task ChooseOutcomeAsync(bool? accepted) => Chosen.InvokeAsync(Filter with
    {
        Accepted = accepted,
        Reason = accepted is { } wanted && Filter.Reason?.Accepts() != wanted ? null : Filter.Reason,
    });

    private async Task ChooseAsync()
    {
        var (action, customer) = (_action?.Trim(), _customer?.Trim());
        _problem = string.IsNullOrEmpty(action) || EventName.IsValid(action)
            ? null
            : $"Not a valid event name. A name has {EventName.Rule}.";
        if (_problem is not null)
        {
            return;
        }

        DecisionReason? reason = DecisionReasonExtensions.TryParse(_code, out var parsed) ? parsed : null;
        // The pressed button disappears with the fields, and so does the focus.
        _isOpen = false;
        await Script.MoveFocusAsync(ToggleId);
        await Chosen.InvokeAsync(Filter with
        {
            Action = string.IsNullOrEmpty(action) ? null : action,
            Reason = reason,
            Accepted = reason is { } chosen && Filter.Accepted is { } outcome && chosen.Accepts() != outcome ? null : Filter.Accepted,
            Customer = string.IsNullOrEmpty(customer) ? null : customer,
        });
    }
}
