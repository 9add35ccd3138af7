using System.Text;
using EventAuth.Core.Proofs;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Proofs;

/// <summary>The example of RFC 9449, section 7.1, with the token of section 7.1 and the thumbprint of section 6.1.</summary>
public sealed class PublishedProofTests
{
    private const string Token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

    private const string Proof =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5"
        + "IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwia"
        + "HR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9"
        + "hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";

    private const string Thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private static readonly ProofRequest s_request = new("GET", "https", "resource.example.org", "/protectedresource");

    [Fact]
    public void Verify_TheExample_IsAccepted()
    {
        var result = Verify(Thumbprint, Proof, s_request);

        Assert.Equal((TokenFailure.None, 1562262618L), (result.Failure, result.Proof!.IssuedAt));
    }

    [Fact]
    public void Verify_TheExampleForAnythingElse_IsRefused()
    {
        Assert.Equal(TokenFailure.ProofOtherKey, Verify("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", Proof, s_request).Failure);
        Assert.Equal(TokenFailure.ProofMethod, Verify(Thumbprint, Proof, s_request with { Method = "POST" }).Failure);
        Assert.Equal(TokenFailure.ProofAddress, Verify(Thumbprint, Proof, s_request with { Host = "resource.example.com" }).Failure);
    }

    private static TokenVerification Verify(string thumbprint, string proof, ProofRequest request)
    {
        // The example's token is no JWT; only its proof is checked.
        var token = TokenVerification.Valid(new TokenIdentity(null, null, "c-1")) with
        {
            KeyThumbprint = KeyConfirmation.Decode(Encoding.ASCII.GetBytes(thumbprint)),
        };
        return new ProofVerifier(new TokenRules { Proof = new ProofRules() }).Verify(
            token, Encoding.ASCII.GetBytes(Token), Encoding.ASCII.GetBytes(proof), request, DateTimeOffset.FromUnixTimeSeconds(1562262620));
    }
}
