using System.Globalization;
using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Explain;

/// <summary>
/// Why an event was, or would be, accepted or rejected. What is asked stands in the address, to be shared; a pasted token never does.
/// </summary>
public sealed partial class ExplainPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private ExplainInput _input = new();
    private EventCase? _imagined;
    private Explanation? _explanation;
    private RecordedExplanation? _recorded;
    private (string?, string?, string?, string?, string?)? _address;
    private int _version;
    private bool _ready;

    /// <summary>The id of a recorded decision.</summary>
    [SupplyParameterFromQuery(Name = "decision")]
    public string? DecisionId { get; set; }

    /// <summary>The id of an accepted event.</summary>
    [SupplyParameterFromQuery(Name = "event")]
    public string? EventId { get; set; }

    /// <summary>An imagined event's name.</summary>
    [SupplyParameterFromQuery(Name = "action")]
    public string? ActionName { get; set; }

    /// <summary>Who an imagined event comes from.</summary>
    [SupplyParameterFromQuery(Name = "customer")]
    public string? Customer { get; set; }

    /// <summary>What an imagined event brings as proof.</summary>
    [SupplyParameterFromQuery(Name = "token")]
    public string? Token { get; set; }

    [Inject]
    private DecisionExplanations Explanations { get; set; } = default!;

    [Inject]
    private IDecisionReader Decisions { get; set; } = default!;

    [Inject]
    private PolicyMonitor Policies { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool AsksForRecord => DecisionId is not null || EventId is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Policies.Changed -= OnPolicyChanged;
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Policies.Changed += OnPolicyChanged;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = (DecisionId, EventId, ActionName, Customer, Token);
        if (_address == address)
        {
            return;
        }

        _address = address;
        (_imagined, _explanation, _recorded) = (null, null, null);
        if (AsksForRecord)
        {
            await ExplainRecordAsync();
        }
        else
        {
            ExplainAddressed();
        }

        _ready = true;
    }

    private async Task ExplainRecordAsync()
    {
        _ready = false;
        var record = long.TryParse(DecisionId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await Decisions.FindAsync(id, _closed.Token)
            : Guid.TryParse(EventId, out var eventId) ? await Decisions.FindByEventAsync(eventId, _closed.Token)
            : null;
        if (record is not null)
        {
            _recorded = await Explanations.ExplainAsync(record, _closed.Token);
            (_explanation, _version) = (_recorded.Explanation, record.PolicyVersion);
        }
    }

    private void ExplainAddressed()
    {
        if (ActionName is not null)
        {
            var addressed = new ExplainInput { Action = ActionName, Customer = Customer ?? "anonymous", Token = Token ?? "none" };
            _input = _input.AsksTheSame(addressed) ? _input : addressed;
            Explain(addressed.ToEvent());
        }
    }

    private async Task AskAsync()
    {
        if (_input.IsPasted)
        {
            Explain(await Explanations.PresentAsync(_input.ToEvent()!, _input.Jwt, Policies.Current.Key, _closed.Token));
        }
        else
        {
            Explain(_input.ToEvent());
            Navigation.NavigateTo(ExplainAddress.OfImagined(_input.Action, _input.Customer, _input.Token));
        }
    }

    private void Explain(EventCase? imagined)
    {
        var inForce = Policies.Current.Revision;
        _imagined = imagined;
        _explanation = imagined is null ? null : DecisionExplainer.Explain(imagined, inForce.Policy)[0];
        _version = inForce.Version;
    }

    // A test is explained again; of a recorded decision only what could be done about it would change.
    private void OnPolicyChanged(PolicySnapshot snapshot) => _ = InvokeAsync(() =>
    {
        if (_imagined is not null)
        {
            Explain(_imagined);
            StateHasChanged();
        }
    });
}
