using EventAuth.Admin.Explanations;

namespace EventAuth.Admin.Components.Live;

/// <summary>Why one decision was made, over the rows. It has the focus until it is closed.</summary>
public sealed partial class DecisionPanel
{
    private RecordedExplanation? _recorded;
    private bool _hasFailed;

    /// <summary>The decision; a different one needs a new panel.</summary>
    [Parameter, EditorRequired] public DecisionRecord Record { get; set; } = default!;

    /// <summary>The person closes it.</summary>
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    protected override Task OnInitializedAsync() => ExplainAsync();

    private async Task ExplainAsync()
    {
        try
        {
            _hasFailed = false;
            _recorded = await Explanations.ExplainAsync(Record, Cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _hasFailed = true;
            NotExplained(Log, failure);
        }
        catch (OperationCanceledException)
        {
            // Another row was selected, or none.
        }
    }

    [LoggerMessage(4102, LogLevel.Warning, "A decision could not be explained.")]
    private static partial void NotExplained(ILogger logger, Exception failure);
}
