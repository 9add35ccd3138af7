using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Inputs;

namespace EventAuth.Benchmarks.Ingest.Correctness;

/// <summary>What each contender must answer before it is measured.</summary>
internal static class Probes
{
    private const int Repeats = 200;

    /// <summary>For ours and every peer that accepts our events.</summary>
    public static IEnumerable<Probe> Events(CustomerTokens tokens, TimeProvider time)
    {
        tokens.Make(Repeats + 1, _ => { });
        var browser = RequestFiles.BrowserOf(0);
        yield return Post("bad signature", tokens.Forged(0, 1), EventBodies.WithToken(1, browser), 401);
        yield return Post("expired", tokens.Expired(0, time.GetUtcNow()), EventBodies.WithToken(1, browser), 401);
        yield return Post("token needed", null, EventBodies.Of(EventBodies.WithJwt[0], ProfileUuids.Of(0)), 401);
        yield return Post("denied", null, EventBodies.Of(EventBodies.Unlisted, ProfileUuids.Of(0)), 403);
        yield return Post("anonymous", null, EventBodies.WithoutToken(1, ProfileUuids.Of(0)), 202);
        for (var i = 0; i < Repeats; i++)
        {
            yield return Post("good", tokens.Of(i), EventBodies.WithToken(i % EventBodies.Count, RequestFiles.BrowserOf(i)), 202);
        }
    }

    /// <summary>For InfluxDB.</summary>
    public static IEnumerable<Probe> Lines(CustomerTokens tokens, TimeProvider time)
    {
        yield return new Probe("bad signature", LineProtocol.Forged(0, tokens.Expires), 401);
        yield return new Probe("expired", LineProtocol.Write(0, 0, time.GetUtcNow().AddHours(-1).ToUnixTimeSeconds()), 401);
        for (var i = 0; i < Repeats; i++)
        {
            yield return new Probe("good", LineProtocol.Write(i, i % EventBodies.Count, tokens.Expires), 204);
        }
    }

    private static Probe Post(string name, string? token, string body, int status) => new(name, RequestText.Post(RequestText.EventPath, token, body), status);
}
