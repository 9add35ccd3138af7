using EventAuth.Admin.Explanations;

namespace EventAuth.Admin.Components.Find;

/// <summary>A search result.</summary>
/// <param name="Kind">What it is: "Page", "Event", "Customer", "Decision".</param>
/// <param name="Name">What it is called.</param>
/// <param name="Detail">More about it; or null.</param>
/// <param name="Address">Where it is.</param>
public sealed record FindResult(string Kind, string Name, string? Detail, string Address);

/// <summary>Finds pages, events, customers and decisions by a text. It may be somebody's e-mail and is not put into addresses.</summary>
internal sealed class Finder(IEventCatalog catalog, IProfileReader profiles, IDecisionReader decisions)
{
    /// <summary>The longest search text: the length of a customer's identifier.</summary>
    public const int MaxLength = 256;

    private const int MostEvents = 8;

    private static readonly (string Name, string Words, string Address, string? Role)[] Pages =
    [
        ("Overview", "counts charts accepted rejected", "overview", null),
        ("Live", "decisions now", LiveAddress.Page, null),
        ("Events", "catalogue catalog", "data-management/events", null),
        ("JS SDK event settings", "certificate lists policy", SettingsAddress.Tab[1..], null),
        ("Effective rules", "compare versions", "data-management/events/effective-rules", null),
        ("History", "versions who changed when undo restore take back revert", HistoryAddress.Page, null),
        ("Guarantees", "what no change may break", "data-management/events/guarantees", null),
        ("Profiles", "customers", "profiles", null),
        ("Connect your site", "script sdk snippet backend sign token install test event", ConnectAddress.Page, null),
        ("Explain", "why test an event", ExplainAddress.Page, null),
        ("Token inspector", "jwt", "token-inspector", null),
        ("Check your backend", "jwt token conformance requirements openssl", "token-inspector/backend", null),
        ("Access", "people api keys invite roles", "access", Roles.Administrator),
        ("Audit trail", "history log changes who", "audit-trail", Roles.Administrator),
        ("Your account", "password two-factor sign-ins", "account", null),
    ];

    /// <summary>The results for a text, pages first. All pages if there is no text.</summary>
    public async Task<IReadOnlyList<FindResult>> FindAsync(string text, ClaimsPrincipal person, CancellationToken cancellation)
    {
        text = text.Trim();
        var pages = Pages
            .Where(page => page.Role is null || Roles.Reaches(person, page.Role))
            .Where(page => Contains(page.Name, text) || Contains(page.Words, text))
            .Select(page => new FindResult("Page", page.Name, null, page.Address));
        return text.Length == 0
            ? [.. pages]
            : [.. pages, .. await DecisionsAsync(text, cancellation), .. await CustomersAsync(text, cancellation),
                .. await EventsAsync(text, cancellation)];
    }

    private static bool Contains(string words, string text) => words.Contains(text, StringComparison.OrdinalIgnoreCase);

    private async Task<IEnumerable<FindResult>> EventsAsync(string text, CancellationToken cancellation)
    {
        var found = await Task.Run(() => catalog.SearchAsync(new CatalogQuery(text), cancellation).AsTask(), cancellation);
        var events = found.Take(MostEvents).Select(entry =>
            new FindResult("Event", entry.DisplayName, entry.Action.Value, "data-management/events?search=" + entry.Action.Value));
        return EventName.TryParse(text, out var name)
            ? events.Append(
                new FindResult("Decision", $"Decisions about {name}", null, LiveAddress.Of(new DecisionFilter { Action = name.Value })))
            : events;
    }

    private async Task<IEnumerable<FindResult>> CustomersAsync(string text, CancellationToken cancellation) =>
        from profile in await profiles.SearchAsync(text, cancellation)
        let name = profile.CustomId ?? profile.Email
        select new FindResult("Customer", name ?? profile.Uuid, name is null ? null : profile.Uuid, "profiles/" + profile.Uuid);

    private async Task<IEnumerable<FindResult>> DecisionsAsync(string text, CancellationToken cancellation)
    {
        var record = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await decisions.FindAsync(id, cancellation)
            : Guid.TryParse(text, out var eventId) ? await decisions.FindByEventAsync(eventId, cancellation)
            : null;
        return record is null
            ? []
            : [new FindResult("Decision", "Decision " + Numbers.Number(record.Id), record.Action, ExplainAddress.OfDecision(record.Id))];
    }
}
