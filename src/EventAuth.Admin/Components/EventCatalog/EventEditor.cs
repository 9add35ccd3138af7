using System.Diagnostics;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>Saves drafts: words into the catalogue, lists into the policy.</summary>
internal sealed class EventEditor(IEventCatalog catalog, PolicyGuard policies, CurrentRights rights, PolicyMonitor monitor)
{
    /// <summary>Creates an event, or changes the words of an entry; then the lists it is on, as a new version of the policy.</summary>
    public async Task<EventSaving> SaveAsync(EventDraft draft, ClaimsPrincipal author, CancellationToken cancellation)
    {
        if (!await rights.MayAsync(author, Roles.Editor, cancellation))
        {
            return Refused("Your account may not change the catalogue any more. Nothing was saved; ask an administrator.");
        }

        if (draft.Check() is { IsEmpty: false } problems)
        {
            return new EventSaving.Refused(problems);
        }

        var action = EventName.Parse(draft.Action.Trim());
        var (name, description, category) = (draft.DisplayName.Trim(), draft.Description.Trim(), draft.Category.Trim());
        if (draft.IsNew)
        {
            var entry = new EventDefinition(action, name, description, category, EventSource.Custom, LastSeenAt: null);
            if (!await catalog.TryAddAsync(entry, cancellation))
            {
                return Refused($"The catalogue has {action} already. Cancel and use “Edit {action}” in the table.");
            }
        }
        else if (!await catalog.TryUpdateAsync(action, name, description, category, cancellation))
        {
            return Refused("This event is not in the catalogue any more. Cancel and search for it.");
        }

        var change = draft.ChangeOf(action);
        var comment = $"{(draft.IsNew ? "New" : "Edited")} event {action}";
        return change.Kinds.Any() ? await ChangeListsAsync(change, comment, author, cancellation) : new EventSaving.Saved(null);
    }

    /// <summary>Adds events to lists and removes them as one version. Nothing that others did to the lists is lost.</summary>
    public async Task<EventSaving> ChangeListsAsync(
        ListsChange lists, string comment, ClaimsPrincipal author, CancellationToken cancellation)
    {
        var latest = monitor.Current.Revision;
        while (true)
        {
            var after = lists.On(latest.Policy);
            var change = new PolicyChange
            {
                Lists = lists.Kinds.ToImmutableDictionary(
                    kind => kind, kind => (IReadOnlyList<string?>)[.. after[kind].Select(name => name.Value)]),
                Comment = comment,
            };
            switch (await policies.ApplyAsync(change, latest.Version, author, rebase: true, cancellation))
            {
                case ApplyResult.Applied applied:
                    return new EventSaving.Saved(applied);
                case ApplyResult.Invalid invalid:
                    return new EventSaving.ListsFailed(string.Join(" ", invalid.Problems.Select(problem => problem.ToSentence())));
                case ApplyResult.Conflict conflict:
                    latest = conflict.Current;
                    break;
                case ApplyResult.Forbidden:
                    return new EventSaving.ListsFailed("Your account may not change the lists any more.");
                case var refused when refused.ToRefusal() is { } why:
                    return new EventSaving.ListsFailed(why);
                default:
                    throw new UnreachableException("The change brought no certificate.");
            }
        }
    }

    private static EventSaving.Refused Refused(string message) => new([new DraftProblem(DraftField.Action, message)]);
}
