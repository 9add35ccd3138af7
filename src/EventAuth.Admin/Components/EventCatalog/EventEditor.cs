using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Texts;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>Saves drafts: words into the catalogue, lists into the policy.</summary>
internal sealed class EventEditor(IEventCatalog catalog, PolicyGuard policies, PresentRights rights, PolicyMonitor monitor)
{
    private static readonly EventSaving Forbidden =
        new EventSaving.Refused([new DraftProblem(DraftField.Action, "Your account may not change the catalogue any more. Nothing was saved; ask an administrator.")]);

    /// <summary>Makes a new event and puts it on the lists of the draft, as a new version of the policy.</summary>
    public async Task<EventSaving> CreateAsync(EventDraft draft, ClaimsPrincipal author, CancellationToken cancellation)
    {
        if (!await rights.MayAsync(author, Roles.Editor, cancellation))
        {
            return Forbidden;
        }

        if (draft.Check() is { IsEmpty: false } problems)
        {
            return new EventSaving.Refused(problems);
        }

        var action = EventName.Parse(draft.Action.Trim());
        var entry = new EventDefinition(
            action, draft.DisplayName.Trim(), draft.Description.Trim(), draft.Category.Trim(), EventSource.Custom, LastSeenAt: null);
        if (!await catalog.TryAddAsync(entry, cancellation))
        {
            var taken = new DraftProblem(DraftField.Action, $"The catalogue has {action} already. Cancel and use “Edit {action}” in the table.");
            return new EventSaving.Refused([taken]);
        }

        return draft.Lists == EventLists.None ? new EventSaving.Saved(null) : await PutOnListsAsync(action, draft.Lists, author, cancellation);
    }

    /// <summary>Changes the words of an entry.</summary>
    public async Task<EventSaving> UpdateAsync(EventDraft draft, ClaimsPrincipal author, CancellationToken cancellation)
    {
        if (!await rights.MayAsync(author, Roles.Editor, cancellation))
        {
            return Forbidden;
        }

        if (draft.Check() is { IsEmpty: false } problems)
        {
            return new EventSaving.Refused(problems);
        }

        var found = await catalog.TryUpdateAsync(
            EventName.Parse(draft.Action), draft.DisplayName.Trim(), draft.Description.Trim(), draft.Category.Trim(), cancellation);
        return found
            ? new EventSaving.Saved(null)
            : new EventSaving.Refused([new DraftProblem(DraftField.Action, "This event is not in the catalogue any more. Cancel and search for it.")]);
    }

    // One event more on each list, whatever others did to the lists meanwhile: nothing of theirs is lost.
    private async Task<EventSaving> PutOnListsAsync(EventName action, EventLists lists, ClaimsPrincipal author, CancellationToken cancellation)
    {
        var latest = monitor.Current.Revision;
        while (true)
        {
            var change = new PolicyChange
            {
                Lists = EventPolicy.Kinds
                    .Where(kind => lists.HasFlag(kind.ToFlag()))
                    .ToImmutableDictionary(kind => kind, kind => (IReadOnlyList<string?>)[.. latest.Policy[kind].Add(action).Select(name => name.Value)]),
                Comment = $"New event {action}",
            };
            switch (await policies.ApplyAsync(change, latest.Version, author, rebase: true, cancellation))
            {
                case ApplyResult.Applied applied:
                    return new EventSaving.Saved(applied.Revision.Version);
                case ApplyResult.Invalid invalid:
                    return new EventSaving.SavedWithoutLists(string.Join(" ", invalid.Problems.Select(problem => problem.ToSentence())));
                case ApplyResult.Conflict conflict:
                    latest = conflict.Current;
                    break;
                case ApplyResult.Forbidden:
                    return new EventSaving.SavedWithoutLists("Your account may not change the lists any more.");
                case ApplyResult.CertificateExists:
                    throw new UnreachableException("The change brought no certificate.");
            }
        }
    }
}
