using System.Diagnostics;
using System.Security.Cryptography;

namespace EventAuth.Testing;

/// <summary>Real keys, made once for all tests by the openssl and ssh-keygen commands in their own folder.</summary>
public sealed class OpensslKeys : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventauth-keys-").FullName;

    public OpensslKeys()
    {
        Run("openssl", "genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem");
        Run("openssl", "pkey -in private.pem -pubout -out public.pem");
        Run("openssl", "pkey -in private.pem -pubout -outform DER -out public.der");
        Run("openssl", "rsa -in private.pem -RSAPublicKey_out -out pkcs1.pem");
    }

    /// <summary>The public key as openssl writes it, with line breaks.</summary>
    public string Public => Text("public.pem");

    /// <summary>DER SubjectPublicKeyInfo.</summary>
    public byte[] PublicDer => File.ReadAllBytes(Path.Combine(_folder, "public.der"));

    /// <summary>The fingerprint of the public key.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(PublicDer));

    /// <summary>The base64 body without line breaks.</summary>
    public string Body => Convert.ToBase64String(PublicDer);

    /// <summary>The form in which it must be stored.</summary>
    public string Stored => "-----BEGIN PUBLIC KEY-----" + Body + "-----END PUBLIC KEY-----";

    public string Text(string file) => File.ReadAllText(Path.Combine(_folder, file));

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(_folder, file));

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    /// <summary>Runs a command in the folder and returns its output.</summary>
    public string Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments}: {errors.GetAwaiter().GetResult()}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
