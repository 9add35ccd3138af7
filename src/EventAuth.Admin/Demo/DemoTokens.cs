using System.Collections.Concurrent;

namespace EventAuth.Admin.Demo;

/// <summary>The shop's backend: signs tokens, changes its key, and makes mistakes when asked to.</summary>
internal sealed class DemoTokens(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a site that learns late signs with the former key.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(1);

    private readonly Lazy<DemoKey> _unknown = new();
    private readonly ConcurrentDictionary<DemoCustomer, (DemoKey Key, DateTimeOffset Expires, string Token)> _issued = new();
    private volatile DemoKey _current = new();
    private volatile DemoKey? _former;
    private DateTimeOffset _rotatedAt;

    /// <summary>The public half of the key in use, in the form of the certificate.</summary>
    public string PublicPem => _current.PublicPem;

    /// <summary>A customer's token: the same one until it is about to expire, as browsers keep it.</summary>
    public string Of(DemoCustomer customer)
    {
        var now = time.GetUtcNow();
        var key = KeyOf(customer.Site, now);
        if (_issued.TryGetValue(customer, out var issued) && issued.Key == key && issued.Expires > now)
        {
            return issued.Token;
        }

        var token = key.Sign(Claims(customer, (now + Lifetime).ToUnixTimeSeconds()));
        _issued[customer] = (key, now + (Lifetime / 2), token);
        return token;
    }

    /// <summary>A token that should be refused, sent by a customer; the other customer is somebody else.</summary>
    public string Flawed(DemoCustomer customer, DemoCustomer other, TokenFlaw flaw)
    {
        var expires = time.GetUtcNow() + Lifetime;
        return flaw switch
        {
            TokenFlaw.Expired => _current.Sign(Claims(customer, (expires - (2 * Lifetime)).ToUnixTimeSeconds())),
            TokenFlaw.UnknownKey => _unknown.Value.Sign(Claims(customer, expires.ToUnixTimeSeconds())),
            TokenFlaw.SharedSecret => DemoKey.SignBySecret(Claims(customer, expires.ToUnixTimeSeconds())),
            TokenFlaw.Milliseconds => _current.Sign(Claims(customer, expires.ToUnixTimeMilliseconds())),
            TokenFlaw.SomebodyElses => _current.Sign(Claims(other, expires.ToUnixTimeSeconds())),
        };
    }

    /// <summary>Uses a new key, after its certificate is in force; it belongs to this object from now on.</summary>
    public void Rotate(DemoKey next)
    {
        _former?.Dispose();
        _rotatedAt = time.GetUtcNow();
        _former = _current;
        _current = next;
    }

    public void Dispose()
    {
        _current.Dispose();
        _former?.Dispose();
        if (_unknown.IsValueCreated)
        {
            _unknown.Value.Dispose();
        }
    }

    private DemoKey KeyOf(DemoSite site, DateTimeOffset now) =>
        site.LearnsLate && _former is { } former && now < _rotatedAt + Lateness ? former : _current;

    private static Dictionary<string, object> Claims(DemoCustomer customer, long expires) =>
        new() { ["customId"] = customer.CustomId!, ["email"] = customer.Email!, ["exp"] = expires };
}
