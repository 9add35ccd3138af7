using EventAuth.Admin.Explanations;

namespace EventAuth.Admin.Components.Explain;

/// <summary>
/// Why an event was, or would be, accepted or rejected. The question is in the address, to be shared; a pasted token never is.
/// </summary>
public sealed partial class ExplainPage
{
    private ExplainInput _input = new();
    private EventCase? _imagined;
    private Explanation? _explanation;
    private RecordedExplanation? _recorded;
    private (string?, string?, string?, string?, string?)? _address;
    private int _version;
    private bool _ready;

    private bool AsksForRecord => DecisionId is not null || EventId is not null;

    protected override void OnInitialized()
    {
        Policies.Changed += OnPolicyChanged;
        Cancellation.Register(() => Policies.Changed -= OnPolicyChanged);
    }

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
            ? await Decisions.FindAsync(id, Cancellation)
            : Guid.TryParse(EventId, out var eventId) ? await Decisions.FindByEventAsync(eventId, Cancellation)
            : null;
        if (record is not null)
        {
            _recorded = await Explanations.ExplainAsync(record, Cancellation);
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
            Explain(await Explanations.PresentAsync(_input.ToEvent()!, _input.Jwt, Policies.Current.Key, Cancellation));
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

    // A test is explained again; for a recorded decision only the suggested changes would differ.
    private void OnPolicyChanged(PolicySnapshot snapshot) => _ = InvokeAsync(() =>
    {
        if (_imagined is not null)
        {
            Explain(_imagined);
            StateHasChanged();
        }
    });
}
