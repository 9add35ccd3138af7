using EventAuth.EndToEnd.Tests.Durability.Load;

namespace EventAuth.EndToEnd.Tests.Durability.Stored;

/// <summary>Compares what was answered with what is stored.</summary>
internal sealed record LedgerComparison
{
    /// <summary>Answered 202 and not stored with the answered id.</summary>
    public required int Missing { get; init; }

    /// <summary>Stored more than once.</summary>
    public required int Twice { get; init; }

    /// <summary>Events of requests without an answer that are stored: allowed, once.</summary>
    public required int UnansweredFound { get; init; }

    /// <summary>Everything else that is wrong, a sentence each.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    public static LedgerComparison Of(LoadLedger ledger, StoredState state)
    {
        var stored = state.Events.Where(row => row.Number is not null).ToLookup(row => row.Number!.Value);
        var unanswered = ledger.Unanswered.SelectMany(request => request.Events).DistinctBy(sent => sent.Number).ToList();
        return new LedgerComparison
        {
            Missing = ledger.Answered.Count(answered => !stored[answered.Key].Any(row => answered.Value.Length == 0 || row.EventId == answered.Value)),
            Twice = stored.Count(rows => rows.Skip(1).Any()),
            UnansweredFound = unanswered.Count(sent => stored.Contains(sent.Number)),
            Broken =
            [
                .. ledger.Wrong,
                .. StateRules.FindBroken(state),
                .. BrokenRequests(ledger, stored),
                .. ledger.Sent.SelectMany(sent => BrokenCustomers(sent, stored[sent.Number], state)),
            ],
        };
    }

    private static IEnumerable<string> BrokenRequests(LoadLedger ledger, ILookup<long, StoredEvent> stored)
    {
        foreach (var request in ledger.Refused.Where(request => request.Events.Any(sent => stored.Contains(sent.Number))))
        {
            yield return $"Event {request.Events[0].Number} was answered 503 and is stored.";
        }

        foreach (var batch in ledger.Batches.Where(batch => batch.Events.Select(sent => stored.Contains(sent.Number)).Distinct().Skip(1).Any()))
        {
            yield return $"The batch of event {batch.Events[0].Number} is stored in part.";
        }
    }

    // Every stored event belongs, including merges, to the current owner of its uuid, and if a token proved it, to that customer: no merge is incomplete.
    private static IEnumerable<string> BrokenCustomers(SentEvent sent, IEnumerable<StoredEvent> rows, StoredState state)
    {
        foreach (var row in rows)
        {
            var profile = state.Resolve(row.ProfileId);
            if (!state.Owners.TryGetValue((StoredState.UuidKind, sent.Uuid), out var owner) || owner != profile)
            {
                yield return $"Event {sent.Number} belongs to profile {profile}, its uuid to {owner}.";
            }

            if (sent.CustomId is { } customId && (!state.Owners.TryGetValue((StoredState.CustomIdKind, customId), out var customer) || customer != profile))
            {
                yield return $"Event {sent.Number} belongs to profile {profile}, and its customer does not.";
            }

            if (sent.Email is { } email && (!state.Owners.TryGetValue((StoredState.EmailKind, email), out var recognized) || recognized != profile))
            {
                yield return $"Event {sent.Number} belongs to profile {profile}, and its e-mail does not.";
            }

            if (row.Action != sent.Action)
            {
                yield return $"Event {sent.Number} was {sent.Action} and is stored as {row.Action}.";
            }
        }
    }
}
