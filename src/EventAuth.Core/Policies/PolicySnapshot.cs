using EventAuth.Core.Certificates;

namespace EventAuth.Core.Policies;

/// <summary>A revision compiled for deciding: one look-up gives the lists of an event. A request uses one from start to end.</summary>
public sealed class PolicySnapshot
{
    private readonly FrozenDictionary<string, EventLists> _lists;

    private PolicySnapshot(PolicyRevision revision, PolicySnapshot? previous)
    {
        Revision = revision;
        var policy = revision.Policy;
        _lists = EventPolicy.Kinds
            .SelectMany(kind => policy[kind])
            .Distinct()
            .ToFrozenDictionary(name => name.Value, policy.ListsOf);
        Basis = policy.Basis;
        Key = policy.Certificate is not { } certificate ? null
            : previous?.Key?.CertificateId == certificate.Id ? previous.Key
            : VerificationKey.Of(certificate);
    }

    /// <summary>The revision this was compiled from.</summary>
    public PolicyRevision Revision { get; }

    /// <summary>The version number of the revision.</summary>
    public int Version => Revision.Version;

    /// <summary>What every decision rests on.</summary>
    public DecisionBasis Basis { get; }

    /// <summary>The key that tokens are verified with, or null while no certificate is in force.</summary>
    public VerificationKey? Key { get; }

    /// <summary>Compiles a revision. Throws when its certificate cannot be used; the caller then keeps the last good snapshot.</summary>
    /// <param name="previous">The snapshot in force; its key is reused for the same certificate, with its remembered tokens.</param>
    public static PolicySnapshot Compile(PolicyRevision revision, PolicySnapshot? previous = null) => new(revision, previous);

    /// <summary>The lists that an event is on.</summary>
    public EventLists ListsOf(EventName name) => _lists.GetValueOrDefault(name.Value, EventLists.None);
}
