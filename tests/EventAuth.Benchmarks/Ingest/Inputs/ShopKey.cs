using System.Security.Cryptography;

namespace EventAuth.Benchmarks.Ingest.Inputs;

/// <summary>The one RSA-2048 key that all tokens of the benchmark are signed with: created once and stored, so that tokens can be stored, too.</summary>
internal sealed class ShopKey
{
    private readonly string _privatePem;

    private ShopKey(string privatePem, string publicFile)
    {
        _privatePem = privatePem;
        PublicFile = publicFile;
    }

    /// <summary>A file with the public key as PEM.</summary>
    public string PublicFile { get; }

    /// <summary>The public key as PEM.</summary>
    public string PublicPem => File.ReadAllText(PublicFile);

    public static ShopKey Load(CacheFolder cache)
    {
        var secret = cache.File("key.pem");
        if (!File.Exists(secret))
        {
            using var made = RSA.Create(2048);
            File.WriteAllText(secret, made.ExportPkcs8PrivateKeyPem());
        }

        var key = new ShopKey(File.ReadAllText(secret), cache.File("public.pem"));
        using var rsa = key.Open();
        File.WriteAllText(key.PublicFile, rsa.ExportSubjectPublicKeyInfoPem() + "\n");
        return key;
    }

    /// <summary>The key, for one thread.</summary>
    public RSA Open()
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(_privatePem);
        return rsa;
    }
}
