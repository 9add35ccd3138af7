namespace EventAuth.Admin.Components.Profiles;

/// <summary>The newest rejected events that named a customer.</summary>
public sealed partial class RejectedEvents
{
    private const int Most = 10;
    private IReadOnlyList<DecisionRecord>? _records;

    /// <summary>The customer. Rejected events are found by the hash of each identifier.</summary>
    [Parameter, EditorRequired] public Profile Profile { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var found = new List<DecisionRecord>();
        foreach (var identifier in new[] { Profile.CustomId, Profile.Email, Profile.Uuid }.OfType<string>())
        {
            var filter = new DecisionFilter(Accepted: false) { Customer = identifier };
            found.AddRange((await Decisions.ReadPageAsync(filter, beforeId: null, Most, CancellationToken.None)).Records);
        }

        _records = [.. found.DistinctBy(record => record.Id).OrderByDescending(record => record.Id).Take(Most)];
    }
}
