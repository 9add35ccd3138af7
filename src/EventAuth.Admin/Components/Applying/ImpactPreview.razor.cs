using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Previews;
using EventAuth.Core.Previews;

namespace EventAuth.Admin.Components.Applying;

/// <summary>Has the events of a span decided again by a draft, and shows what would be otherwise.</summary>
public sealed partial class ImpactPreview
{
    private const int FewShown = 6;
    private const int MostShown = 100;

    /// <summary>Somebody who types changes the draft again and again.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(400);

    /// <summary>How often the progress is drawn.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    private PreviewSpan _span = PreviewSpan.Day;
    private PreviewSpan _shownSpan;
    private (EventPolicy Draft, EventPolicy InForce)? _asked;
    private PreviewRun? _run;
    private PolicyPreview? _preview;
    private bool _isCancelled;
    private bool _showsAll;
    private string? _problem;

    // Of the newest question: an earlier one shows nothing any more.
    private CancellationTokenSource _current = new();

    /// <summary>The draft.</summary>
    [Parameter, EditorRequired] public required EventPolicy Draft { get; set; }
    /// <summary>The version in force, with which the draft is compared.</summary>
    [Parameter, EditorRequired] public required PolicyRevision InForce { get; set; }
    /// <summary>There is an answer.</summary>
    [Parameter] public EventCallback<PolicyPreview> Answered { get; set; }

    [Inject] private PreviewRuns Runs { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;
    [Inject] private ILogger<ImpactPreview> Log { get; set; } = default!;

    protected override void OnInitialized() => Cancellation.Register(() =>
    {
        _current.Cancel();
        _run?.Cancel();
    });

    protected override void OnParametersSet()
    {
        if (_asked is not var (draft, inForce) || !Draft.Equals(draft) || !InForce.Policy.Equals(inForce))
        {
            _asked = (Draft, InForce.Policy);
            RedrawAfter(PreviewAsync);
        }
    }

    private Task ChooseAsync(PreviewSpan span)
    {
        _span = span;
        return PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        var current = EndFormer();
        (_problem, _isCancelled, _showsAll) = (null, false, false);
        try
        {
            await Task.Delay(s_pause, Time, current);
            var span = _span;
            var now = Time.GetUtcNow();
            var run = Runs.TryStart(new PreviewQuestion(Draft, InForce.Policy, InForce.Version, now - span.ToLength(), now));
            if (run is null)
            {
                _problem = "Too many previews are being made at the moment. Try again in a few seconds.";
                return;
            }

            _run = run;
            while (!run.Result.IsCompleted)
            {
                await Task.WhenAny(run.Result, Task.Delay(s_look, Time, current));
                current.ThrowIfCancellationRequested();
                StateHasChanged();
            }

            (_run, _isCancelled) = (null, run.Result.IsCanceled);
            if (!_isCancelled)
            {
                (_preview, _shownSpan) = (await run.Result, span);
                await Answered.InvokeAsync(_preview);
            }
        }
        catch (OperationCanceledException)
        {
            // There is a newer question, or nobody looks any more.
        }
        catch (SpanTooLongException)
        {
            (_run, _problem) = (null, $"Too many events came in {_span.ToWords()} to decide them again at once. Choose a shorter time.");
        }
        catch (Exception failure)
        {
            NotMade(Log, failure);
            (_run, _problem) = (null, "The preview could not be made, because the database did not answer. Try again in a moment.");
        }
    }

    // All in one turn, so that two questions at once cannot both go on.
    private CancellationToken EndFormer()
    {
        _current.Cancel();
        _run?.Cancel();
        _run = null;
        _current.Dispose();
        _current = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        return _current.Token;
    }

    [LoggerMessage(4012, LogLevel.Error, "A preview could not be made.")]
    private static partial void NotMade(ILogger logger, Exception failure);
}
