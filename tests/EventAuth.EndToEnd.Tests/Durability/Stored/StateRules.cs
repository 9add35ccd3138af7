namespace EventAuth.EndToEnd.Tests.Durability.Stored;

/// <summary>What holds in every database of the program at every moment, whatever was sent.</summary>
internal static class StateRules
{
    /// <summary>A sentence for each thing that is broken.</summary>
    public static IEnumerable<string> FindBroken(StoredState state)
    {
        if (state.Integrity != "ok")
        {
            yield return $"integrity_check says: {state.Integrity}";
        }

        foreach (var broken in BrokenProfiles(state).Concat(BrokenIdentifiers(state)).Concat(BrokenEvents(state)))
        {
            yield return broken;
        }
    }

    private static IEnumerable<string> BrokenProfiles(StoredState state)
    {
        foreach (var profile in state.Profiles.Values)
        {
            var owner = state.Resolve(profile.Id);
            if (!state.Profiles.TryGetValue(owner, out var target) || target.MergedInto is not null)
            {
                yield return $"Profile {profile.Id} is part of {owner}, which is not a whole profile.";
            }

            if (Owner(state, StoredState.UuidKind, profile.Uuid) != owner)
            {
                yield return $"The uuid of profile {profile.Id} does not lead to {owner}.";
            }

            if (profile.MergedInto is null
                && ((profile.CustomId is { } customId && Owner(state, StoredState.CustomIdKind, customId) != owner)
                    || (profile.Email is { } email && Owner(state, StoredState.EmailKind, email) != owner)))
            {
                yield return $"An identifier of profile {profile.Id} does not lead to it.";
            }
        }
    }

    private static IEnumerable<string> BrokenIdentifiers(StoredState state)
    {
        var events = state.Events.Select(stored => stored.EventId).ToHashSet();
        var latest = new Dictionary<(long, string), StoredLink>();
        foreach (var link in state.Links)
        {
            latest[(link.Kind, link.Value)] = link;
            if (!events.Contains(link.EventId))
            {
                yield return $"The history of {link.Value} names an event that is not stored.";
            }
        }

        foreach (var (identifier, owner) in state.Owners)
        {
            if (!state.Profiles.TryGetValue(owner, out var profile) || profile.MergedInto is not null)
            {
                yield return $"{identifier.Value} belongs to {owner}, which is not a whole profile.";
            }

            if (!latest.TryGetValue(identifier, out var link) || link.ProfileId != owner)
            {
                yield return $"The history does not tell how {identifier.Value} came to profile {owner}.";
            }
        }
    }

    private static IEnumerable<string> BrokenEvents(StoredState state)
    {
        foreach (var again in state.Events.GroupBy(stored => stored.EventId).Where(same => same.Skip(1).Any()))
        {
            yield return $"Event id {again.Key} is there {again.Count()} times.";
        }

        foreach (var stored in state.Events)
        {
            if (!state.Profiles.ContainsKey(stored.ProfileId))
            {
                yield return $"Event row {stored.Id} belongs to profile {stored.ProfileId}, which is not there.";
            }

            if (!state.Catalog.Contains(stored.Action))
            {
                yield return $"The catalogue does not know {stored.Action} of event row {stored.Id}.";
            }
        }
    }

    private static long? Owner(StoredState state, long kind, string value) => state.Owners.TryGetValue((kind, value), out var owner) ? owner : null;
}
