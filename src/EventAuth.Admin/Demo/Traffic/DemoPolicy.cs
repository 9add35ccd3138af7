using EventAuth.Admin.Demo.Shop;

namespace EventAuth.Admin.Demo.Traffic;

/// <summary>What the shop's people do in the console: they set the lists, define the certificate, and overwrite it later.</summary>
internal sealed class DemoPolicy(DemoClient client, DemoTokens tokens)
{
    /// <summary>Lists and certificate, as the shop begins.</summary>
    public async Task SetUpAsync(CancellationToken cancellation)
    {
        await client.PutAsync(
            "/policy",
            new
            {
                lists = new
                {
                    anonymousWithoutJwt = DemoEvents.OfAnybody,
                    updateWithoutJwt = (string[])["client.login"],
                    updateWithJwt = DemoEvents.OfKnown,
                },
                comment = "The lists of the demo shop",
            },
            cancellation);
        await client.PutAsync("/certificate", new { pem = tokens.PublicPem }, cancellation);
    }

    /// <summary>A new key. The certificate comes first: for a moment all tokens are of the former key; at a late site for longer.</summary>
    public async Task RotateAsync(CancellationToken cancellation)
    {
        var next = new DemoKey();
        await client.PutAsync("/certificate", new { pem = next.PublicPem, overwrite = true }, cancellation);
        tokens.Rotate(next);
    }
}
