namespace EventAuth.Admin.Components.EventRules;

/// <summary>An earlier version of the policy to choose, the newest first; older ones are read on request.</summary>
public sealed partial class VersionChoice
{
    private const int None = 0;
    private const int Older = -1;
    private const int AtOnce = 20;
    private readonly List<(int Version, string Words)> _options = [];
    private int _chosen;
    private bool _reading;

    /// <summary>The version in force; earlier ones are offered.</summary>
    [Parameter, EditorRequired] public int Below { get; set; }
    /// <summary>The version that is chosen, or null.</summary>
    [Parameter, EditorRequired] public int? Value { get; set; }
    /// <summary>Called with the version that was chosen, or null.</summary>
    [Parameter, EditorRequired] public EventCallback<int?> Chosen { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        _chosen = Value ?? None;
        if (_reading)
        {
            return;
        }

        _reading = true;
        try
        {
            await ReadNewestAsync();
            while (Value is { } value && _options.Count > 0 && _options[^1].Version > Math.Max(1, value))
            {
                _options.AddRange(await ReadAsync(_options[^1].Version, AtOnce));
            }
        }
        finally
        {
            _reading = false;
        }
    }

    // A version that came into force while the page was open becomes an earlier version with the next one.
    private async Task ReadNewestAsync()
    {
        if (Below > 1 && (_options.Count == 0 || _options[0].Version < Below - 1))
        {
            var missing = _options.Count == 0 ? AtOnce : Below - 1 - _options[0].Version;
            if (missing > AtOnce)
            {
                _options.Clear();
            }

            _options.InsertRange(0, await ReadAsync(Below, Math.Min(missing, AtOnce)));
        }
    }

    // "Older" is not a real choice: when they are loaded, the field shows again what it showed before.
    private async Task ChooseAsync(int version)
    {
        _chosen = version;
        if (version == Older)
        {
            StateHasChanged();
            _options.AddRange(await ReadAsync(_options[^1].Version, AtOnce));
            await Task.Yield();
            _chosen = Value ?? None;
            return;
        }

        await Chosen.InvokeAsync(version == None ? null : version);
    }

    private string WordsOf(int version) => version switch
    {
        None => "None",
        Older => "Show older versions…",
        _ => _options.Find(option => option.Version == version).Words ?? $"Version {Numbers.Number(version)}",
    };

    private async Task<List<(int Version, string Words)>> ReadAsync(int below, int count)
    {
        var zone = await Zone.GetAsync();
        var revisions = await Store.ReadBeforeAsync(below, count, CancellationToken.None);
        return [.. revisions.Select(revision => (revision.Version, WordsOf(revision, zone)))];
    }

    private static string WordsOf(PolicyRevision revision, TimeZoneInfo zone)
    {
        var words = $"Version {Numbers.Number(revision.Version)}, "
            + $"{TimeTexts.Local(revision.AppliedAt, zone, seconds: false)}, {revision.AppliedBy}";
        return revision.Comment is { } comment ? $"{words}: {comment}" : words;
    }
}
