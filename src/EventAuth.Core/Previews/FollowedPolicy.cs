using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Previews;

/// <summary>
/// What a policy decides of recorded events, one after the other, with what follows for the profiles: by the same rules for profiles and
/// lists that decide new events.
/// </summary>
internal sealed class FollowedPolicy(RecordedDecisions recorded, SenderGroups groups, EventPolicy policy)
{
    private static readonly int s_customers = Enum.GetValues<CustomerState>().Length;

    private readonly DecisionBasis _basis = policy.Basis;
    private readonly EventLists[] _lists = [.. recorded.Kinds.Select(kind =>
        kind.Action is { } action && EventName.TryParse(action, out var name) ? policy.ListsOf(name) : EventLists.None)];
    private readonly ImaginedProfiles _profiles = new();

    // By the number of a group: how often something changed in it. By the place of a sender: what its last event found.
    private readonly int[] _changes = new int[groups.Count];
    private readonly Standing[] _standings = new Standing[recorded.Senders.Count];

    // By the place of a kind and the state of a customer; null before the first. Equal inputs are decided once.
    private readonly Decision?[] _decided = new Decision?[recorded.Kinds.Count * s_customers];
    private readonly JournalEntry _entry = new();

    /// <inheritdoc cref="ImaginedProfiles.Recall"/>
    public void Recall(FormerLink link) => _profiles.Recall(link);

    /// <summary>Decides the next event, and who its customer is by now; lets the event change the profiles.</summary>
    public (CustomerState Customer, Decision Decision) Decide(in RecordedDecisions.Row row, int group)
    {
        // A uuid that comes alone, and with which nothing else has to do, changes nobody, and nobody changes it.
        if (group == IdentifierGroups.Alone)
        {
            var recordedAs = recorded.Kinds[row.Kind].Customer!.Value;
            return (recordedAs, DecideFor(row.Kind, recordedAs));
        }

        ref var standing = ref _standings[row.Sender];
        if (!standing.IsKnown || standing.Changes != _changes[group])
        {
            standing = new Standing { IsKnown = true, Changes = _changes[group] };
        }
        else if (DecideFor(row.Kind, standing.Customer) is var same && (!same.Accepted || standing.IsWithoutEffect(same)))
        {
            return (standing.Customer, same);
        }

        Fill(recorded.Senders[row.Sender]);
        var picked = ProfileRules.Pick(_profiles, _entry);
        standing.Customer = ProfileRules.StateOf(_entry, picked);
        var decision = DecideFor(row.Kind, standing.Customer);
        if (decision.Accepted)
        {
            var before = _profiles.Changes;
            ProfileRules.Apply(_profiles, _entry, picked, decision.MayChangeData);
            if (_profiles.Changes == before)
            {
                standing.NoteWithoutEffect(decision);
            }
            else
            {
                _changes[group]++;
            }
        }

        return (standing.Customer, decision);
    }

    private Decision DecideFor(int kind, CustomerState customer) =>
        _decided[(kind * s_customers) + (int)customer] ??= EventDecider.Decide(_basis, _lists[kind], customer);

    private void Fill(in SenderHashes sender)
    {
        var (uuid, email, customId) = (TextOrNull(sender.Uuid), TextOrNull(sender.Email), TextOrNull(sender.CustomId));
        _entry.Token = sender.HasToken ? new TokenIdentity(sender.IsUuidOfToken ? uuid : null, email, customId) : null;
        _entry.ClientUuid = Utf8Text.Of(uuid);
        _entry.ClientEmail = Utf8Text.Of(email);
        _entry.ClientCustomId = Utf8Text.Of(customId);
    }

    private static string? TextOrNull(ulong hash) => hash == 0 ? null : ImaginedProfiles.TextOf(hash);

    /// <summary>What the last event of a sender found, which holds until something changes in the group of its identifiers.</summary>
    private struct Standing
    {
        private bool _changesNothing;
        private bool _changesNothingWithData;

        /// <summary>Whether there was an event.</summary>
        public bool IsKnown;

        /// <summary>How often something had changed in the group.</summary>
        public int Changes;

        /// <summary>Who the customer was.</summary>
        public CustomerState Customer;

        /// <summary>Whether an event with this decision is known to leave the profiles as they are.</summary>
        public readonly bool IsWithoutEffect(Decision decision) => decision.MayChangeData ? _changesNothingWithData : _changesNothing;

        public void NoteWithoutEffect(Decision decision)
        {
            if (decision.MayChangeData)
            {
                _changesNothingWithData = true;
            }
            else
            {
                _changesNothing = true;
            }
        }
    }
}
