using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Durability.Load;

/// <summary>A customer who browses anonymously, then signs in on one device after the other: profiles are created, recognised and merged.</summary>
/// <param name="random">What this customer does.</param>
/// <param name="nextNumber">Returns the next event's number.</param>
/// <param name="actions">How many names of events there are.</param>
internal sealed class Shopper(Random random, Func<long> nextNumber, int actions)
{
    private const int MostInBatch = 20;
    private const double WithoutSalt = 0.1;

    private readonly string _customId = $"C-{Guid.NewGuid():n}";
    private readonly bool _salted = random.NextDouble() >= WithoutSalt;

    /// <summary>The requests, to be sent one after the other.</summary>
    public IEnumerable<SentRequest> Story()
    {
        var (phone, laptop, guest) = (NewUuid(), NewUuid(), NewUuid());

        // Anonymous, alone and in a batch; another uuid of the batch sends an e-mail and becomes recognised.
        yield return One(Event(phone, customId: null));
        yield return Batch([.. Several(phone, null), Event(guest, customId: null, email: $"{Guid.NewGuid():n}@shop.example")]);

        // The token creates the customer's profile and merges the phone's into it, or makes the phone's the customer's.
        var withUuid = random.Next(3) == 0;
        var token = withUuid
            ? SigningKey.Shared.Token(new { customId = _customId, uuid = phone })
            : SigningKey.Shared.Token(new { customId = _customId });
        yield return One(Event(phone, _customId), token);
        yield return One(Event(phone, customId: null));

        // A second device, merged by a batch.
        yield return Batch([.. Several(laptop, null)]);
        yield return withUuid
            ? One(Event(phone, _customId), token)
            : Batch([.. Several(laptop, _customId)], token);
        yield return One(Event(laptop, customId: null));
    }

    private static string NewUuid() => Guid.NewGuid().ToString();

    private static SentRequest One(SentEvent sent, string? token = null) => new([sent], token, IsBatch: false);

    private static SentRequest Batch(IReadOnlyList<SentEvent> events, string? token = null) => new(events, token, IsBatch: true);

    private IEnumerable<SentEvent> Several(string uuid, string? customId) =>
        Enumerable.Range(0, random.Next(1, MostInBatch)).Select(_ => Event(uuid, customId));

    private SentEvent Event(string uuid, string? customId, string? email = null)
    {
        var number = nextNumber();
        return new SentEvent(
            number,
            $"load.event-{number % actions}",
            uuid,
            _salted ? $"{number}-{Guid.NewGuid():n}" : null,
            email,
            customId);
    }
}
