using System.Collections.Immutable;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>What a person can do about a finding, in one step. It is offered, never done by itself.</summary>
/// <param name="Words">What it does, for a button.</param>
public abstract record WayOut(string Words)
{
    /// <summary>Events come to a list or leave it.</summary>
    /// <param name="Words">What it does, for a button.</param>
    /// <param name="List">The list to change.</param>
    /// <param name="Add">What comes to it, in byte order.</param>
    /// <param name="Remove">What leaves it, in byte order.</param>
    public sealed record ChangeList(string Words, EventListKind List, ImmutableArray<EventName> Add, ImmutableArray<EventName> Remove) : WayOut(Words)
    {
        /// <summary>From which other list the events that come to this one are taken; null for none.</summary>
        public EventListKind? MoveFrom { get; init; }
    }

    /// <summary>A person has to look at the list: a change that follows by itself would change what happens to other events, too.</summary>
    /// <param name="List">The list to look at.</param>
    public sealed record ReviewList(EventListKind List) : WayOut("Look at the list");

    /// <summary>The shop's public key is to be defined.</summary>
    public sealed record DefineCertificate() : WayOut("Define the certificate");
}
