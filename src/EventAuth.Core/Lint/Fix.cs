using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>What a person can do about a finding, in one step. It is offered, never done automatically.</summary>
public abstract record Fix
{
    private Fix() { }

    /// <summary>Events are added to a list or removed from it.</summary>
    /// <param name="Add">What is added, in byte order.</param>
    /// <param name="Remove">What is removed, in byte order.</param>
    public sealed record ChangeList(EventListKind List, ImmutableArray<EventName> Add, ImmutableArray<EventName> Remove) : Fix
    {
        /// <summary>The other list from which the added events are removed; null for none.</summary>
        public EventListKind? MoveFrom { get; init; }
    }

    /// <summary>A person has to look at the list: an automatic change would also change what happens to other events.</summary>
    public sealed record ReviewList(EventListKind List) : Fix;

    /// <summary>What the lists reject is to be rejected, not only counted.</summary>
    public sealed record EndMonitoring : Fix;

    /// <summary>The shop's public key is to be defined.</summary>
    public sealed record DefineCertificate : Fix;
}
