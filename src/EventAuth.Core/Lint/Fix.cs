using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>What a person can do about a finding, in one step. It is offered, never done by itself.</summary>
public abstract record Fix
{
    private Fix() { }

    /// <summary>Events come to a list or leave it.</summary>
    /// <param name="Add">What comes to it, in byte order.</param>
    /// <param name="Remove">What leaves it, in byte order.</param>
    public sealed record ChangeList(EventListKind List, ImmutableArray<EventName> Add, ImmutableArray<EventName> Remove) : Fix
    {
        /// <summary>From which other list the events that come to this one are taken; null for none.</summary>
        public EventListKind? MoveFrom { get; init; }
    }

    /// <summary>A person has to look at the list: a change that follows by itself would change what happens to other events, too.</summary>
    public sealed record ReviewList(EventListKind List) : Fix;

    /// <summary>The shop's public key is to be defined.</summary>
    public sealed record DefineCertificate : Fix;
}
