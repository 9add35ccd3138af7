namespace EventAuth.Admin.Components.EventSettings.Drafts;

/// <summary>One person's changes of one list, before "Apply": what was added and removed, what is picked, what was typed.</summary>
public sealed class EventListDraft
{
    private readonly OrderedDictionary<EventName, EventName> _added = [];
    private readonly HashSet<EventName> _removed = [];
    private readonly List<ListEntry> _alsoRemoved = [];
    private readonly List<EventName> _picked = [];
    private PolicyRevision _base;
    private EventName[]? _events;
    private (EventPolicy Policy, EventPolicy Changed)? _on;

    /// <summary>Starts from the list as it is in force.</summary>
    public EventListDraft(EventListKind kind, PolicyRevision inForce) => (Kind, _base) = (kind, inForce);

    /// <summary>Which list.</summary>
    public EventListKind Kind { get; }

    /// <summary>The version of the policy that the person looked at.</summary>
    public int BasedOn => _base.Version;

    /// <summary>The policy of that version.</summary>
    public EventPolicy Base => _base.Policy;

    /// <summary>The list in that version.</summary>
    public ImmutableSortedSet<EventName> Before => Base[Kind];

    /// <summary>The lists that the draft changes: its own and those from which it moves events here.</summary>
    public IEnumerable<EventListKind> Lists => _alsoRemoved.Select(entry => entry.List).Prepend(Kind).Distinct();

    /// <summary>Removed from other lists together with this change.</summary>
    public IReadOnlyList<ListEntry> AlsoRemoved => _alsoRemoved;

    /// <summary>New on the list, in the order in which they were added.</summary>
    public IReadOnlyList<EventName> Added => _added.Keys;

    /// <summary>No longer on the list.</summary>
    public IReadOnlySet<EventName> Removed => _removed;

    /// <summary>Selected to be added to the list.</summary>
    public IReadOnlyList<EventName> Picked => _picked;

    /// <summary>The text in the search field.</summary>
    public string SearchText { get; set; } = "";

    /// <summary>The remark for the history.</summary>
    public string Comment { get; set; } = "";

    /// <summary>How many events the list would have.</summary>
    public int Count => Before.Count - _removed.Count + _added.Count;

    /// <summary>Whether anything would differ from the version it is based on.</summary>
    public bool ChangesList => _added.Count > 0 || _removed.Count > 0 || _alsoRemoved.Count > 0;

    /// <summary>Whether anything would be lost by discarding the draft.</summary>
    public bool HasContent => ChangesList || _picked.Count > 0 || SearchText.Length > 0 || Comment.Length > 0;

    /// <summary>The list as it would be: what is new first, then the rest in byte order.</summary>
    public IReadOnlyList<EventName> Events =>
        _events ??= [.. Enumerable.Reverse(_added.Keys), .. Before.Where(name => !_removed.Contains(name))];

    /// <summary>The same with what was removed, as long as that can be undone.</summary>
    public IReadOnlyList<EventName> Rows => _removed.Count == 0 ? Events : [.. Enumerable.Reverse(_added.Keys), .. Before];

    /// <summary>
    /// The policy as it would be; shares what does not change, so that a long list costs little.
    /// The same object until the list changes, so that results from it stay valid as long.
    /// </summary>
    public EventPolicy On(EventPolicy policy)
    {
        if (_on is not { } on || !ReferenceEquals(on.Policy, policy))
        {
            var changed = policy.With(Kind, Before.Except(_removed).Union(_added.Keys));
            _on = on = (policy, _alsoRemoved.Aggregate(
                changed, (without, entry) => without.With(entry.List, without[entry.List].Remove(entry.Name))));
        }

        return on.Changed;
    }

    /// <summary>Whether the event is on the list as it would be.</summary>
    public bool Contains(EventName name) => (Before.Contains(name) && !_removed.Contains(name)) || _added.ContainsKey(name);

    /// <summary>Whether the event is on the list only through this draft.</summary>
    public bool IsNew(EventName name) => !Before.Contains(name);

    /// <summary>Picks an event; false if it is picked or listed already.</summary>
    public bool Pick(EventName name)
    {
        if (_picked.Contains(name) || Contains(name))
        {
            return false;
        }

        _picked.Add(name);
        return true;
    }

    /// <summary>Picks several events; those that are picked or listed already are ignored.</summary>
    public void PickAll(IEnumerable<EventName> names) => _picked.AddRange([.. names.Except(_picked).Where(name => !Contains(name))]);

    /// <summary>Undoes a pick.</summary>
    public void Unpick(EventName name) => _picked.Remove(name);

    /// <summary>Adds what is picked to the list.</summary>
    public void AddPicked() => Change([], _picked);

    /// <summary>Removes an event from the list.</summary>
    public void Remove(EventName name)
    {
        if (!_added.Remove(name) && Before.Contains(name))
        {
            _removed.Add(name);
        }

        _alsoRemoved.RemoveAll(entry => entry.Name == name);
        Forget();
    }

    /// <summary>Undoes a removal.</summary>
    public void UndoRemoval(EventName name)
    {
        _removed.Remove(name);
        Forget();
    }

    /// <summary>Undoes the removal from another list.</summary>
    public void UndoRemoval(ListEntry entry)
    {
        _alsoRemoved.Remove(entry);
        Forget();
    }

    /// <summary>Continues from somebody else's list; mine replaces theirs.</summary>
    public void KeepMine(PolicyRevision theirs)
    {
        var mine = Events.ToImmutableSortedSet();
        Rebase(theirs);
        Change([.. Before.Except(mine)], [.. mine.Except(Before)]);
    }

    /// <summary>Continues from somebody else's list, with my additions and removals on top of theirs.</summary>
    public void MergeBoth(PolicyRevision theirs)
    {
        var (removed, added) = (_removed.ToArray(), _added.Keys.ToArray());
        Rebase(theirs);
        Change(removed, added);
    }

    /// <summary>Makes a change that was offered.</summary>
    public void Take(Fix.ChangeList change)
    {
        Change(change.Remove, change.Add);
        if (change.MoveFrom is { } list)
        {
            AlsoRemove(change.Add.Select(name => new ListEntry(list, name)));
        }
    }

    /// <summary>The change to apply: one for all the lists, so that it is one version.</summary>
    public PolicyChange ToChange() => new()
    {
        Lists = Lists.ToImmutableDictionary(list => list, list => (IReadOnlyList<string?>)[.. On(Base)[list].Select(name => name.Value)]),
        Comment = Comment,
    };

    /// <summary>The draft as text for the browser to keep.</summary>
    public string ToJson(string author) => JsonSerializer.Serialize(
        new KeptDraft(
            author,
            Kind,
            BasedOn,
            [.. _added.Keys.Select(name => name.Value)],
            [.. _removed.Select(name => name.Value)],
            [.. _picked.Select(name => name.Value)],
            SearchText,
            Comment,
            [.. _alsoRemoved.Select(entry => new KeptRemoval(entry.List, entry.Name.Value))]),
        KeptDraftJson.Default.KeptDraft);

    /// <summary>Restores a kept draft on the revision it was based on, without invalid names: the text comes from the browser.</summary>
    internal static EventListDraft Restore(KeptDraft kept, PolicyRevision basedOn)
    {
        var draft = new EventListDraft(kept.Kind, basedOn) { SearchText = kept.SearchText, Comment = kept.Comment };
        draft.Change(Names(kept.Removed), Names(kept.Added));
        foreach (var removal in kept.AlsoRemoved ?? [])
        {
            draft.AlsoRemove(Names([removal.Name]).Select(name => new ListEntry(removal.List, name)));
        }

        draft.PickAll(Names(kept.Picked));
        return draft;
    }

    /// <summary>Whether this draft changes the same list in at least the same way.</summary>
    internal bool Includes(EventListDraft other) =>
        Kind == other.Kind && other._added.Keys.All(Contains)
        && !other._removed.Any(Contains) && other._alsoRemoved.All(_alsoRemoved.Contains);

    /// <summary>The valid names among texts from outside.</summary>
    internal static IEnumerable<EventName> Names(IEnumerable<string> texts) =>
        texts.Where(text => EventName.IsValid(text)).Select(EventName.Parse);

    // Only what is there: nothing else can be removed.
    private void AlsoRemove(IEnumerable<ListEntry> entries)
    {
        _alsoRemoved.AddRange(entries
            .Where(entry => entry.List != Kind && Base[entry.List].Contains(entry.Name) && !_alsoRemoved.Contains(entry))
            .ToList());
        Forget();
    }

    private void Add(EventName name)
    {
        if (!_removed.Remove(name) && !Contains(name))
        {
            _added.Add(name, name);
        }

        Forget();
    }

    private void Rebase(PolicyRevision theirs)
    {
        _base = theirs;
        _added.Clear();
        _removed.Clear();
        _alsoRemoved.RemoveAll(entry => !Base[entry.List].Contains(entry.Name));
        Forget();
    }

    private void Change(IEnumerable<EventName> removed, IEnumerable<EventName> added)
    {
        foreach (var name in removed)
        {
            Remove(name);
        }

        foreach (var name in added)
        {
            Add(name);
        }

        _picked.RemoveAll(Contains);
    }

    private void Forget() => (_events, _on) = (null, null);
}

/// <summary>One event on one list.</summary>
public readonly record struct ListEntry(EventListKind List, EventName Name);
