using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>Events of few customers whose identifiers often collide: the same ones for the same seed.</summary>
internal sealed class RandomEvents(int seed)
{
    private static readonly string[] Emails = ["anna@shop.example", "ANNA@shop.example", "ben@shop.example", "cem@shop.example"];
    private static readonly string[] CustomIds = ["c-1", "c-2", "c-3"];

    // Not used for secrets; a seed must give the same events again.
    private readonly Random _random = new(seed);

    public static PolicySnapshot Policy { get; } = Snapshot(anonymous: "page.visit client.login", update: "client.login", withJwt: "shop.order");

    public IEnumerable<PlainEvent> Take(int count) => Enumerable.Range(0, count).Select(Next);

    private PlainEvent Next(int number)
    {
        var uuid = Maybe(0.9) ? Uuid() : null;
        var token = uuid is null || Maybe(0.3) ? Token(uuid) : null;
        return Entry(
            uuid,
            OneOf("page.visit", "client.login", "shop.order", "shop.other"),
            email: token is null && Maybe(0.4) ? OneOf(Emails) : null,
            customId: token is null && Maybe(0.3) ? OneOf(CustomIds) : null,
            token: token,
            salt: Maybe(0.2) ? $"s{_random.Next(5)}" : null,
            at: Now.AddSeconds(number),
            data: Maybe(0.5) ? [new PlainDatum($"a{_random.Next(4)}", Maybe(0.2) ? null : $"{number}")] : []);
    }

    private TokenIdentity Token(string? uuid) => new(
        Maybe(0.3) ? uuid : null,
        Maybe(0.5) ? OneOf(Emails) : null,
        OneOf(CustomIds));

    private string Uuid() => $"{_random.Next(1, 8):x8}-0000-4000-8000-000000000001";

    private bool Maybe(double probability) => _random.NextDouble() < probability;

    private string OneOf(params string[] values) => values[_random.Next(values.Length)];
}
