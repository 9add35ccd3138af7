using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Live;

/// <summary>Why one decision was taken, beside the rows.</summary>
public sealed partial class DecisionPanel : IDisposable
{
    /// <summary>The id of the part of the page that holds it.</summary>
    public const string Place = "live-explanation";

    private readonly CancellationTokenSource _closed = new();
    private RecordedExplanation? _recorded;
    private bool _hasFailed;
    private bool _isRevealed;

    /// <summary>The decision; another one needs another panel.</summary>
    [Parameter, EditorRequired]
    public DecisionRecord Record { get; set; } = default!;

    /// <summary>The person has seen enough.</summary>
    [Parameter, EditorRequired]
    public EventCallback Closed { get; set; }

    [Inject]
    private DecisionExplanations Explanations { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private ILogger<DecisionPanel> Log { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ExplainAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isRevealed || _recorded is null)
        {
            return;
        }

        // On a narrow screen it stands below all rows, where nobody would look for it.
        _isRevealed = true;
        try
        {
            await Script.InvokeVoidAsync("eventAuthBrowser.reveal", _closed.Token, Place);
        }
        catch (Exception failure) when (PageLeft.Explains(failure))
        {
            // The page was left.
        }
    }

    private async Task ExplainAsync()
    {
        try
        {
            _hasFailed = false;
            _recorded = await Explanations.ExplainAsync(Record, _closed.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _hasFailed = true;
            LiveLog.NotExplained(Log, failure);
        }
        catch (OperationCanceledException)
        {
            // Another row was chosen meanwhile.
        }
    }
}
