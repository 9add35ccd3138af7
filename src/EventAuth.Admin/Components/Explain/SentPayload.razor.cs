using EventAuth.Admin.Components.Kit;

namespace EventAuth.Admin.Components.Explain;

/// <summary>What came with a rejected event, sent to the browser only when an administrator asks.</summary>
public sealed partial class SentPayload
{
    private string? _payload;
    private string? _problem;

    [Parameter, EditorRequired] public long DecisionId { get; set; }
    [Parameter, EditorRequired] public ClaimsPrincipal Person { get; set; } = default!;

    private async Task ShowAsync()
    {
        var (outcome, payload) = await Payloads.ReadAsync(DecisionId, Person, Cancellation);
        _payload = payload is null ? null : IndentedJson.Of(payload);
        _problem = outcome switch
        {
            AccessOutcome.Done => null,
            AccessOutcome.Gone => "It is no longer stored.",
            _ => "Your account may no longer see this. Ask an administrator.",
        };
    }
}
