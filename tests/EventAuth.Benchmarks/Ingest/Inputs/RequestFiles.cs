using System.Globalization;
using System.Text;

namespace EventAuth.Benchmarks.Ingest.Inputs;

/// <summary>The request files of the benchmark, each created at first use and kept as long as its tokens are valid.</summary>
internal sealed class RequestFiles(CacheFolder cache, CustomerTokens tokens, Action<string> say)
{
    private const int EventSlot = 1_280;
    private const int SmallEventSlot = 768;
    private const int BatchEvents = 100;
    private const int BatchSlot = 64 * 1_024;

    /// <summary>How many events a request of <see cref="Batches"/> has.</summary>
    public static int EventsOfBatch => BatchEvents;

    /// <summary>Events of this many customers, each with its token: every body for up to 1,000 of them, one body each beyond.</summary>
    public RequestFile WithTokens(int customers)
    {
        tokens.Make(customers, say);
        var bodies = customers <= 1_000 ? EventBodies.Count : 1;
        return Make("tokens", customers, EventSlot, customers * bodies, slot =>
        {
            var customer = slot / bodies;
            var body = bodies == 1 ? customer % EventBodies.Count : slot % bodies;
            return RequestText.Post(RequestText.EventPath, tokens.Of(customer), EventBodies.WithToken(body, BrowserOf(customer)));
        });
    }

    /// <summary>Events whose tokens look right and have signatures of something else, each a different token.</summary>
    public RequestFile BadSignatures(int count)
    {
        const int signed = 20_000;
        tokens.Make(signed, say);
        return Make("forged", count, EventSlot, count, slot => RequestText.Post(
            RequestText.EventPath,
            tokens.Forged(slot, (slot + 1) % signed),
            EventBodies.WithToken(slot % EventBodies.Count, BrowserOf(slot))));
    }

    /// <summary>Views without a token from this many profiles; a million of them, evenly chosen, if there are more.</summary>
    public RequestFile Anonymous(long profiles)
    {
        var slots = (int)Math.Min(profiles * EventBodies.Count, 1_000_000);
        return Make("anonymous", profiles, SmallEventSlot, slots, slot => RequestText.Post(
            RequestText.EventPath,
            null,
            EventBodies.WithoutToken(slot % EventBodies.Count, ProfileUuids.Of(ProfileOf(slot, profiles)))));
    }

    /// <summary>Batches of 100 events, each with the token of one of 1,000 customers.</summary>
    public RequestFile Batches()
    {
        const int customers = 1_000;
        tokens.Make(customers, say);
        return Make("batches", customers, BatchSlot, customers, slot =>
        {
            var body = new StringBuilder("[");
            for (var i = 0; i < BatchEvents; i++)
            {
                body.Append(i == 0 ? "" : ",").Append(EventBodies.WithToken((slot + i) % EventBodies.Count, BrowserOf(slot)));
            }

            return RequestText.Post(RequestText.BatchPath, tokens.Of(slot), body.Append(']').ToString());
        });
    }

    /// <summary>A file of any other requests, stored with a name that says what is in it.</summary>
    public RequestFile Make(string name, long size, int slotLength, int slots, Func<int, byte[]> request)
    {
        var path = cache.File(string.Create(CultureInfo.InvariantCulture, $"{name}-{size}-{slotLength}-{tokens.Issued}.requests"));
        foreach (var old in Directory.EnumerateFiles(cache.Kept, name + "-*.requests"))
        {
            // Requests with former tokens are useless now.
            if (!old.EndsWith(string.Create(CultureInfo.InvariantCulture, $"-{tokens.Issued}.requests"), StringComparison.Ordinal))
            {
                File.Delete(old);
            }
        }

        if (!File.Exists(path))
        {
            say($"Making the requests \"{name}\", {slots:N0} of them; they are kept …");
        }

        return RequestFile.OpenOrMake(path, slotLength, slots, request);
    }

    /// <summary>Each customer has one browser, away from the numbers of anonymous profiles.</summary>
    public static Guid BrowserOf(int customer) => ProfileUuids.Of(1_000_000_000L + customer);

    private static long ProfileOf(int slot, long profiles) =>
        profiles * EventBodies.Count <= 1_000_000 ? slot / EventBodies.Count : (long)((slot + 0.5) / 1_000_000 * profiles);
}
