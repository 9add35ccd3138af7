using System.Globalization;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Testing.Previews;

/// <summary>
/// Random policies, and random events of few customers who share browsers, sign in, and claim each other's identifiers: so that what one
/// event changes matters for the next ones.
/// </summary>
public sealed class RandomTraffic(int seed, int customers = 12)
{
    private static readonly string[] s_actions = ["page.visit", "client.login", "form.submit", "shop.order", "cart.add", "product.view"];

    private readonly Random _random = new(seed);

    /// <summary>A policy of any form.</summary>
    public EventPolicy NextPolicy() => EventPolicy.Kinds.Aggregate(
        EventPolicy.Empty with
        {
            Mode = _random.Next(4) == 0 ? PolicyMode.Monitor : PolicyMode.Enforce,
            OtherEvents = (OtherEvents)_random.Next(4) is var other && Enum.IsDefined(other) ? other : OtherEvents.Accept,
        },
        (policy, kind) => policy.With(kind, _random.Next(3) == 0 ? [] : s_actions.Where(_ => _random.Next(3) == 0).Select(EventName.Parse)));

    /// <summary>Events from a time on, ten in a second: fewer than are kept of each kind of rejection.</summary>
    public IEnumerable<PlainEvent> NextEvents(DateTimeOffset from, int count) =>
        Enumerable.Range(0, count).Select(number => Next(from.AddMilliseconds(100 * number)));

    private PlainEvent Next(DateTimeOffset at)
    {
        var uuid = _random.Next(10) == 0 ? null : Uuid(_random.Next(customers));
        var token = uuid is null || _random.Next(4) == 0 ? Token(uuid) : null;
        return new PlainEvent
        {
            Action = EventName.Parse(s_actions[_random.Next(s_actions.Length)]),
            ClientUuid = token?.Uuid is null || _random.Next(3) == 0 ? uuid : null,
            ClientEmail = token is null && _random.Next(4) == 0 ? Email() : null,
            ClientCustomId = token is null && _random.Next(5) == 0 ? CustomId() : null,
            Token = token,
            Time = at,
            ReceivedAt = at,
        };
    }

    private TokenIdentity Token(string? uuid)
    {
        var parts = _random.Next(1, 8);
        var mine = (parts & 1) != 0 ? uuid : null;
        var (email, customId) = ((parts & 2) != 0 ? Email() : null, (parts & 4) != 0 || mine is null ? CustomId() : null);
        return new TokenIdentity(mine, email, customId);
    }

    private string Email() => string.Create(
        CultureInfo.InvariantCulture, $"{(_random.Next(2) == 0 ? "P" : "p")}erson{_random.Next(customers / 2)}@shop.example");

    private string CustomId() => string.Create(CultureInfo.InvariantCulture, $"c-{_random.Next(customers / 2)}");

    private static string Uuid(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}-0000-4000-8000-000000000000");
}
