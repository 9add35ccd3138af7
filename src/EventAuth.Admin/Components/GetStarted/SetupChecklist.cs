using EventAuth.Admin.Components.Leaving;
using EventAuth.Core.Decisions.Counts;
using Microsoft.AspNetCore.Components.Rendering;

namespace EventAuth.Admin.Components.GetStarted;

/// <summary>A checklist whose steps tick themselves while it is open.</summary>
public abstract partial class SetupChecklist : CancellableComponent
{
    private bool _isReading;
    private bool _isEnded;

    /// <summary>The steps; none before they were read.</summary>
    protected IReadOnlyList<SetupStep> Steps { get; private set; } = [];

    /// <summary>How many of them are done, for its title.</summary>
    protected RenderFragment Progress => WriteProgress;

    [Inject] private IDecisionCounts Counts { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private ILogger<SetupChecklist> Log { get; set; } = default!;

    /// <summary>Its steps, by what was received in the longest span that is counted.</summary>
    protected abstract Task<IReadOnlyList<SetupStep>> ToStepsAsync(DecisionOverview events);

    /// <summary>Reads the steps now and in each interval, until all are done.</summary>
    protected void Begin(TimeSpan interval)
    {
        RedrawAfter(ReadAsync);
        _ = RepeatAsync(new PeriodicTimer(interval, Time), ReadAsync);
    }

    /// <summary>Reads no more.</summary>
    protected void End() => _isEnded = true;

    /// <summary>Reads the steps. When everything is done there is nothing left to read.</summary>
    /// <returns>Whether there is anything to render.</returns>
    protected async Task<bool> ReadAsync()
    {
        if (_isReading || _isEnded || (Steps.Count > 0 && Steps.All(step => step.IsDone)))
        {
            return false;
        }

        _isReading = true;
        try
        {
            Steps = await ToStepsAsync(await Counts.ReadAsync(OverviewSpan.Month, Cancellation));
            return true;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
            return false;
        }
        catch (Exception failure)
        {
            // The checklist is only a help: what fails is tried again with the next tick.
            NotRead(Log, failure);
            return false;
        }
        finally
        {
            _isReading = false;
        }
    }

    private void WriteProgress(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "mud-text-secondary ml-2");
        builder.AddContent(2, $"{Steps.Count(step => step.IsDone)} of {Steps.Count}");
        builder.CloseElement();
    }

    [LoggerMessage(4201, LogLevel.Warning, "What is done of a checklist could not be read. It is tried again.")]
    private static partial void NotRead(ILogger logger, Exception failure);
}
