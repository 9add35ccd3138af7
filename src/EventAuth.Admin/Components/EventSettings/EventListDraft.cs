using System.Collections.Immutable;
using System.Text.Json;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>One person's changes of one list, before "Apply": what was added and removed, what is picked, what was typed.</summary>
public sealed class EventListDraft
{
    private readonly OrderedDictionary<EventName, EventName> _added = [];
    private readonly HashSet<EventName> _removed = [];
    private readonly List<EventName> _picked = [];
    private EventName[]? _events;
    private (EventPolicy Policy, EventPolicy Changed)? _on;

    /// <summary>Starts from the list as it is in force.</summary>
    public EventListDraft(EventListKind kind, PolicyRevision inForce)
    {
        Kind = kind;
        BasedOn = inForce.Version;
        Before = inForce.Policy[kind];
    }

    /// <summary>Which list.</summary>
    public EventListKind Kind { get; }

    /// <summary>The version of the policy that the person looked at.</summary>
    public int BasedOn { get; private set; }

    /// <summary>The list in that version.</summary>
    public ImmutableSortedSet<EventName> Before { get; private set; }

    /// <summary>New on the list, in the order in which they were added.</summary>
    public IReadOnlyList<EventName> Added => _added.Keys;

    /// <summary>No longer on the list.</summary>
    public IReadOnlySet<EventName> Removed => _removed;

    /// <summary>Picked, on the way to the list.</summary>
    public IReadOnlyList<EventName> Picked => _picked;

    /// <summary>What stands in the search field.</summary>
    public string SearchText { get; set; } = "";

    /// <summary>The remark for the history.</summary>
    public string Comment { get; set; } = "";

    /// <summary>How many events the list would have.</summary>
    public int Count => Before.Count - _removed.Count + _added.Count;

    /// <summary>Whether the list would differ from the one it is based on.</summary>
    public bool ChangesList => _added.Count > 0 || _removed.Count > 0;

    /// <summary>Whether anything would be lost by dropping the draft.</summary>
    public bool HasContent => ChangesList || _picked.Count > 0 || SearchText.Length > 0 || Comment.Length > 0;

    /// <summary>The list as it would be: what is new first, then the rest in byte order.</summary>
    public IReadOnlyList<EventName> Events =>
        _events ??= [.. Enumerable.Reverse(_added.Keys), .. Before.Where(name => !_removed.Contains(name))];

    /// <summary>
    /// The policy as it would be; shares what does not change, so that a long list costs little.
    /// The same object until the list changes, so that what was worked out from it holds as long.
    /// </summary>
    public EventPolicy On(EventPolicy policy)
    {
        if (_on is not { } on || !ReferenceEquals(on.Policy, policy))
        {
            _on = on = (policy, policy.With(Kind, Before.Except(_removed).Union(_added.Keys)));
        }

        return on.Changed;
    }

    /// <summary>Whether the event is on the list as it would be.</summary>
    public bool Contains(EventName name) => (Before.Contains(name) && !_removed.Contains(name)) || _added.ContainsKey(name);

    /// <summary>Whether the event is on the list only through this draft.</summary>
    public bool IsNew(EventName name) => !Before.Contains(name);

    /// <summary>Picks an event; false where it is picked or listed already.</summary>
    public bool Pick(EventName name)
    {
        if (_picked.Contains(name) || Contains(name))
        {
            return false;
        }

        _picked.Add(name);
        return true;
    }

    /// <summary>Takes back a pick.</summary>
    public void Unpick(EventName name) => _picked.Remove(name);

    /// <summary>Puts what is picked on the list.</summary>
    public void AddPicked()
    {
        foreach (var name in _picked)
        {
            Add(name);
        }

        _picked.Clear();
    }

    /// <summary>Takes an event off the list.</summary>
    public void Remove(EventName name)
    {
        if (!_added.Remove(name) && Before.Contains(name))
        {
            _removed.Add(name);
        }

        Forget();
    }

    /// <summary>Goes on from somebody else's list; mine replaces theirs.</summary>
    public void KeepMine(PolicyRevision theirs)
    {
        var mine = Events.ToImmutableSortedSet();
        Rebase(theirs);
        Change([.. Before.Except(mine)], [.. mine.Except(Before)]);
    }

    /// <summary>Goes on from somebody else's list, with my additions and removals on top of theirs.</summary>
    public void MergeBoth(PolicyRevision theirs)
    {
        var (removed, added) = (_removed.ToArray(), _added.Keys.ToArray());
        Rebase(theirs);
        Change(removed, added);
    }

    /// <summary>Makes a change that was offered.</summary>
    public void Take(Fix.ChangeList change) => Change(change.Remove, change.Add);

    /// <summary>The change to apply.</summary>
    public PolicyChange ToChange() => PolicyChange.OfList(Kind, Events.Select(name => name.Value), Comment);

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
            Comment),
        KeptDraftJson.Default.KeptDraft);

    /// <summary>Brings a kept draft back on top of the revision it was based on. Names that are none are left out: the text comes from the browser.</summary>
    internal static EventListDraft Restore(KeptDraft kept, PolicyRevision basedOn)
    {
        var draft = new EventListDraft(kept.Kind, basedOn) { SearchText = kept.SearchText, Comment = kept.Comment };
        draft.Change(Names(kept.Removed), Names(kept.Added));
        foreach (var name in Names(kept.Picked))
        {
            draft.Pick(name);
        }

        return draft;
    }

    /// <summary>A draft with one suggested change, as an address names it; null where it names none, or the list is as suggested already.</summary>
    /// <param name="list">The list's name in the HTTP contract.</param>
    /// <param name="toAdd">An event to put on it, or null.</param>
    /// <param name="toRemove">An event to take off it, or null.</param>
    /// <param name="inForce">What the draft starts from.</param>
    internal static EventListDraft? Suggest(string? list, string? toAdd, string? toRemove, PolicyRevision inForce)
    {
        foreach (var kind in EventPolicy.Kinds.Where(kind => kind.ToMemberName() == list))
        {
            var draft = new EventListDraft(kind, inForce);
            draft.Change(Names([toRemove ?? ""]), Names([toAdd ?? ""]));
            return draft.ChangesList ? draft : null;
        }

        return null;
    }

    /// <summary>Whether this draft changes the same list in at least the same way.</summary>
    internal bool Includes(EventListDraft other) =>
        Kind == other.Kind && other._added.Keys.All(Contains) && !other._removed.Any(Contains);

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
        BasedOn = theirs.Version;
        Before = theirs.Policy[Kind];
        _added.Clear();
        _removed.Clear();
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

    private void Forget()
    {
        _events = null;
        _on = null;
    }

    private static IEnumerable<EventName> Names(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (EventName.TryParse(text, out var name))
            {
                yield return name;
            }
        }
    }
}
