using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EventAuth.Admin.Demo.Shop;

/// <summary>A key pair of the shop's backend. The private half stays in memory and ends with the process.</summary>
internal sealed class DemoKey : IDisposable
{
    private const int Bits = 2048;

    private readonly RSA _rsa = RSA.Create(Bits);

    /// <summary>The public half, as the certificate takes it.</summary>
    public string PublicPem => _rsa.ExportSubjectPublicKeyInfoPem();

    /// <summary>A token over these claims, as the contract asks for it.</summary>
    public string Sign(IReadOnlyDictionary<string, object> claims)
    {
        var input = Input("RS256", claims);
        var signature = _rsa.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return input + "." + Base64Url.EncodeToString(signature);
    }

    /// <summary>A token over these claims by a shared secret.</summary>
    public static string SignBySecret(IReadOnlyDictionary<string, object> claims)
    {
        var input = Input("HS256", claims);
        var signature = HMACSHA256.HashData("a shared secret of the demo shop"u8, Encoding.ASCII.GetBytes(input));
        return input + "." + Base64Url.EncodeToString(signature);
    }

    public void Dispose() => _rsa.Dispose();

    private static string Input(string algorithm, IReadOnlyDictionary<string, object> claims) =>
        Encode(new Dictionary<string, object> { ["alg"] = algorithm, ["typ"] = "JWT" }) + "." + Encode(claims);

    private static string Encode(IReadOnlyDictionary<string, object> members) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(members));
}
