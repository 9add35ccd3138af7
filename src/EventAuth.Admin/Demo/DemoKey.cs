using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Admin.Demo;

/// <summary>A key pair of the shop's backend. The private half stays in memory and ends with the process.</summary>
internal sealed class DemoKey : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string PublicPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public string Sign(IReadOnlyDictionary<string, object> claims) => Join("RS256", claims, input =>
        _rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string SignBySecret(IReadOnlyDictionary<string, object> claims) => Join("HS256", claims, input =>
        HMACSHA256.HashData("a shared secret of the demo shop"u8, input));

    public void Dispose() => _rsa.Dispose();

    private static string Join(string algorithm, IReadOnlyDictionary<string, object> claims, Func<byte[], byte[]> sign)
    {
        var input = Encode(new Dictionary<string, object> { ["alg"] = algorithm, ["typ"] = "JWT" }) + "." + Encode(claims);
        return input + "." + Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)));
    }

    private static string Encode(IReadOnlyDictionary<string, object> members) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(members));
}
