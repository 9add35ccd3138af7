using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>Checks tokens with the key that signed the seeds, at a moment at which they are valid.</summary>
internal sealed class TokenFuzzReader : FuzzReader
{
    /// <summary>The moment the seeds are made for.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private readonly TokenVerifier _verifier = new(new TokenRules());
    private readonly VerificationKey _key = ReadKey();

    // More than may be read, so that tokens that are too long are tested, too.
    private readonly byte[] _token = new byte[FuzzPlan.LongestToken];
    private int _length;

    public override void Take(ReadOnlySpan<byte> input)
    {
        input.CopyTo(_token);
        _length = input.Length;
    }

    public override void Read() => _verifier.Verify(_token.AsSpan(0, _length), _key, Now);

    private static VerificationKey ReadKey()
    {
        var reading = (CertificateReading.Accepted)CertificateReader.Read(FuzzCorpus.Text("certificates", "pkcs8.pem"));
        return VerificationKey.Of(new Certificate("c1", reading.Pem, reading.Sha256, reading.KeySize, DateTimeOffset.UnixEpoch, "fuzz"));
    }
}
