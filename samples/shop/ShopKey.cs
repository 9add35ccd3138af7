using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Shop;

/// <summary>The shop's own key pair. The private key never leaves the shop; the console gets the public one.</summary>
internal sealed class ShopKey : IDisposable
{
    private const int Bits = 2048;

    private readonly RSA _rsa;

    private ShopKey(RSA rsa) => _rsa = rsa;

    /// <summary>The public key as PEM: what the console calls the certificate.</summary>
    public string PublicPem => _rsa.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>Reads the key of an earlier start; the first start makes one, which only the shop's user may read (0600).</summary>
    public static ShopKey ReadOrCreate(string folder)
    {
        PrivateFolder.Create(folder);
        var file = Path.Combine(folder, "private-key.pem");
        var rsa = RSA.Create();
        if (File.Exists(file))
        {
            rsa.ImportFromPem(File.ReadAllText(file));
        }
        else
        {
            rsa.KeySize = Bits;
            using var stream = PrivateFolder.Open(file, FileMode.CreateNew);
            stream.Write(Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem()));
            stream.Flush(flushToDisk: true);
        }

        return new ShopKey(rsa);
    }

    /// <summary>A signature by RS256 (RFC 7518, section 3.3).</summary>
    public byte[] Sign(ReadOnlySpan<byte> input) => _rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public void Dispose() => _rsa.Dispose();
}
