using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Policies.Sequences;

/// <summary>A change that a person sent, and its answer.</summary>
/// <param name="Author">As the history names the person.</param>
/// <param name="BasedOn">The version of <c>If-Match</c>; null for any.</param>
internal sealed record PolicyCall(string Author, PolicyCallKind Kind, int? BasedOn)
{
    /// <summary>The only one of its text, by which its version is found.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The lists of a replacement.</summary>
    public PolicyLists? Lists { get; init; }

    /// <summary>The mode of a replacement; null where it is left out.</summary>
    public string? Mode { get; init; }

    /// <summary>What a replacement says about all other events; null where it is left out.</summary>
    public string? OtherEvents { get; init; }

    /// <summary><c>guard</c> or <c>confirm</c>; null for a change that stays.</summary>
    public string? Trial { get; init; }

    /// <summary>The version that is restored.</summary>
    public int Restored { get; init; }

    /// <summary>Which node answered.</summary>
    public int Node { get; init; }

    /// <summary>In which round it was sent: no two rounds overlap.</summary>
    public int Round { get; init; }

    public required Answer Answer { get; init; }

    /// <summary>What was asked for, on top of a version.</summary>
    public PolicyContent On(PolicyContent before, IReadOnlyDictionary<int, PolicyContent> contents) => Kind == PolicyCallKind.Restore
        ? contents[Restored]
        : PolicyContent.Of(Lists!, Mode ?? before.Mode, OtherEvents ?? before.OtherEvents);

    /// <summary>For a failure.</summary>
    public override string ToString() => $"Round {Round}, {Author} on node {Node}: {Kind} {Comment} "
        + $"(trial {Trial ?? "none"}, restores {Restored}, If-Match {(BasedOn is null ? "*" : BasedOn)}) -> {Answer.Status} {Answer.Text}";
}

/// <summary>What a call does.</summary>
internal enum PolicyCallKind
{
    Replace,
    Restore,
    Keep,
    Revert,
}
