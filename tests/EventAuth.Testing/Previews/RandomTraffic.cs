using System.Globalization;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Testing.Previews;

/// <summary>
/// Random policies, and random events of few customers who share browsers, sign in, and claim each other's identifiers: so that what one
/// event changes matters for the next ones.
/// </summary>
/// <param name="household">How many of the customers share with each other, and with nobody else.</param>
public sealed class RandomTraffic(int seed, int customers = 12, int household = 12)
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
        var home = _random.Next(customers / household) * household;
        var uuid = _random.Next(10) == 0 ? null : Uuid(home + _random.Next(household));
        var token = uuid is null || _random.Next(4) == 0 ? Token(uuid, home) : null;
        return new PlainEvent
        {
            Action = EventName.Parse(s_actions[_random.Next(s_actions.Length)]),
            ClientUuid = token?.Uuid is null || _random.Next(3) == 0 ? uuid : null,
            ClientEmail = token is null && _random.Next(4) == 0 ? Email(home) : null,
            ClientCustomId = token is null && _random.Next(5) == 0 ? CustomId(home) : null,
            Token = token,
            Time = at,
            ReceivedAt = at,
        };
    }

    private TokenIdentity Token(string? uuid, int home)
    {
        var parts = _random.Next(1, 8);
        var mine = (parts & 1) != 0 ? uuid : null;
        var (email, customId) = ((parts & 2) != 0 ? Email(home) : null, (parts & 4) != 0 || mine is null ? CustomId(home) : null);
        return new TokenIdentity(mine, email, customId);
    }

    private string Email(int home) => string.Create(
        CultureInfo.InvariantCulture, $"{(_random.Next(2) == 0 ? "P" : "p")}erson{Person(home)}@shop.example");

    private string CustomId(int home) => string.Create(CultureInfo.InvariantCulture, $"c-{Person(home)}");

    // Half as many persons as browsers.
    private int Person(int home) => (home + _random.Next(household)) / 2;

    private static string Uuid(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}-0000-4000-8000-000000000000");
}
