using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Json;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Explain;

/// <summary>What came with a rejected event, sent to the browser only when an administrator asks.</summary>
public sealed partial class SentPayload : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private string? _payload;
    private string? _problem;

    /// <summary>The decision.</summary>
    [Parameter, EditorRequired]
    public long DecisionId { get; set; }

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public ClaimsPrincipal Person { get; set; } = default!;

    [Inject]
    private PayloadGuard Payloads { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    private async Task ShowAsync()
    {
        var (outcome, payload) = await Payloads.ReadAsync(DecisionId, Person, _closed.Token);
        _payload = payload is null ? null : IndentedJson.Of(payload);
        _problem = outcome switch
        {
            AccessOutcome.Done => null,
            AccessOutcome.Gone => "It is no longer stored.",
            _ => "Your account may no longer see this. Ask an administrator.",
        };
    }
}
