namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>Events that are added to lists or removed from them.</summary>
/// <param name="Actions">The events.</param>
/// <param name="Added">The lists they are put on.</param>
/// <param name="Removed">The lists they are removed from.</param>
public sealed record ListsChange(
    IReadOnlyCollection<EventName> Actions, EventLists Added = EventLists.None, EventLists Removed = EventLists.None)
{
    /// <summary>The lists that change.</summary>
    public IEnumerable<EventListKind> Kinds => EventPolicy.Kinds.Where(kind => (Added | Removed).HasFlag(kind.ToFlag()));

    /// <summary>A policy with the change; whatever else is on its lists stays.</summary>
    public EventPolicy On(EventPolicy policy) => Kinds.Aggregate(
        policy,
        (changed, kind) => changed.With(kind, Added.HasFlag(kind.ToFlag()) ? policy[kind].Union(Actions) : policy[kind].Except(Actions)));

    /// <summary>What to ask before it is saved, as on the cards of the lists; null if there is nothing to ask.</summary>
    public string? Question(EventPolicy policy)
    {
        var after = On(policy);
        if (policy[EventListKind.AnonymousWithoutJwt].IsEmpty && !after[EventListKind.AnonymousWithoutJwt].IsEmpty)
        {
            return "The list for anonymous customers is empty now. "
                + "Once it is filled, every event that is on no list is rejected for anonymous customers.";
        }

        var emptied = Kinds.Where(kind => !policy[kind].IsEmpty && after[kind].IsEmpty).Select(kind => $"“{kind.ToTitle()}”").ToList();
        return emptied.Count == 0 ? null : $"This removes every event from {string.Join(" and ", emptied)}.";
    }

    /// <summary>What is easily overlooked about the change.</summary>
    public IEnumerable<string> Warnings(EventPolicy policy)
    {
        var after = On(policy);
        if (Fills(EventListKind.AnonymousWithoutJwt))
        {
            yield return "The list for anonymous customers is empty now and limits nothing. "
                + "Once it is filled, every event that is on no list is rejected for anonymous customers.";
        }

        if (Fills(EventListKind.UpdateWithoutJwt) || Fills(EventListKind.UpdateWithJwt))
        {
            yield return "This fills a list that is empty now. Events that are on no list may then lose the right to change customer data.";
        }

        if (Empties(EventListKind.AnonymousWithoutJwt))
        {
            yield return "This empties the list for anonymous customers. It then limits nothing: "
                + "anonymous customers may send every event that needs no token.";
        }

        if (Empties(EventListKind.UpdateWithoutJwt) || Empties(EventListKind.UpdateWithJwt))
        {
            yield return "This empties a list. Events that are on no list may then get the right to change customer data.";
        }

        if (Added.HasFlag(EventLists.UpdateWithJwt) && policy.Certificate is null)
        {
            yield return "No certificate is defined, so no token is valid: events on the list with JWT are rejected until there is one.";
        }

        bool Fills(EventListKind kind) => policy[kind].IsEmpty && !after[kind].IsEmpty;
        bool Empties(EventListKind kind) => !policy[kind].IsEmpty && after[kind].IsEmpty;
    }
}
