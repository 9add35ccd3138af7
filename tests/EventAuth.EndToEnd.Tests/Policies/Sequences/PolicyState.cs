namespace EventAuth.EndToEnd.Tests.Policies.Sequences;

/// <summary>What the answers to changes depend on: the newest version, and the version that is on trial, if any.</summary>
internal sealed record PolicyState(int Version, int? OnTrial)
{
    /// <summary>The rules of the HTTP contract, for one call at a time: what this state answers to it.</summary>
    /// <param name="contents">What each version says.</param>
    public PolicyOutcome Expected(PolicyCall call, IReadOnlyDictionary<int, PolicyContent> contents) => call.Kind switch
    {
        PolicyCallKind.Keep or PolicyCallKind.Revert when OnTrial is null => PolicyOutcome.NotFound,
        PolicyCallKind.Keep => PolicyOutcome.Kept,
        _ when !Matches(call) => PolicyOutcome.VersionConflict,
        PolicyCallKind.Revert => PolicyOutcome.Reverted,
        _ when call.On(contents[Version], contents) == contents[Version] => PolicyOutcome.Unchanged,
        _ => OnTrial is null ? PolicyOutcome.Changed : PolicyOutcome.ChangePending,
    };

    public bool Matches(PolicyCall call) => call.BasedOn is null || call.BasedOn == Version;
}

/// <summary>How a change was answered.</summary>
internal enum PolicyOutcome
{
    /// <summary>200, with a new version.</summary>
    Changed,

    /// <summary>200, with the version that said the same already.</summary>
    Unchanged,

    /// <summary>200: the change on trial stays.</summary>
    Kept,

    /// <summary>200: the former policy is a new version.</summary>
    Reverted,

    /// <summary>412: made from a version that is not the newest.</summary>
    VersionConflict,

    /// <summary>409: another one is on trial.</summary>
    ChangePending,

    /// <summary>404: nothing is on trial.</summary>
    NotFound,
}
