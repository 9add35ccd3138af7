using System.Collections.Immutable;
using EventAuth.Core.Policies;

namespace EventAuth.Ingest.Paths;

/// <summary>
/// A path of its own for one kind of event, as clients made for the original product use it: the same as <see cref="IngestPaths.Custom"/>
/// with the action it stands for.
/// </summary>
/// <param name="Name">The last segment of the path, such as <c>logged-in</c>.</param>
/// <param name="Action">What such an event is in the lists, the catalogue and everywhere else, such as <c>client.login</c>.</param>
internal sealed record TypedEvent(string Name, EventName Action)
{
    /// <summary>All of them, each once. The actions are those of the catalogue's standard events.</summary>
    public static ImmutableArray<TypedEvent> All { get; } =
    [
        Of("logged-in", "client.login"),
        Of("logged-out", "client.logout"),
        Of("registered", "client.register"),
        Of("added-to-cart", "product.addToCart"),
        Of("removed-from-cart", "product.removeFromCart"),
        Of("added-to-favorites", "product.addToFavorite"),
        Of("searched", "client.search"),
        Of("shared", "client.shared"),
        Of("visited-screen", "screen.view"),
        Of("cancelled-transaction", "transaction.cancel"),
        Of("hit-timer", "client.hitTimer"),
        Of("application-started", "client.applicationStarted"),
        Of("appeared-in-location", "client.location"),
    ];

    private static TypedEvent Of(string name, string action) => new(name, EventName.Parse(action));
}
