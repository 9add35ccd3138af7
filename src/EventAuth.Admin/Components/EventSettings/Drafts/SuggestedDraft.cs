namespace EventAuth.Admin.Components.EventSettings.Drafts;

/// <summary>Prepares the change that an address suggests.</summary>
internal static class SuggestedDraft
{
    /// <summary>A draft with that change; null if the address names none, or everything is as suggested already.</summary>
    /// <param name="list">The list's name in the HTTP contract.</param>
    /// <param name="toAdd">An event to put on it, or null.</param>
    /// <param name="toRemove">An event to remove from it, or null.</param>
    /// <param name="moveFrom">The name of another list from which the added event is removed, or null.</param>
    /// <param name="inForce">What the draft starts from.</param>
    public static EventListDraft? Of(string? list, string? toAdd, string? toRemove, string? moveFrom, PolicyRevision inForce)
    {
        if (KindOf(list) is not { } kind)
        {
            return null;
        }

        var draft = new EventListDraft(kind, inForce);
        draft.Take(new Fix.ChangeList(kind, [.. EventListDraft.Names([toAdd ?? ""])], [.. EventListDraft.Names([toRemove ?? ""])])
        {
            MoveFrom = KindOf(moveFrom),
        });
        return draft.ChangesList ? draft : null;
    }

    private static EventListKind? KindOf(string? name) =>
        EventPolicy.Kinds.Where(kind => kind.ToMemberName() == name).Select(kind => (EventListKind?)kind).FirstOrDefault();
}
