using System.Security.Cryptography;
using System.Text;

namespace EventAuth.EndToEnd.Tests.Keys;

/// <summary>A private key in one form, with everything that must not be found elsewhere.</summary>
/// <param name="Content">What is entered.</param>
/// <param name="Secrets">The text as entered, and the bytes that it represents.</param>
internal sealed record PrivateKeyFile(byte[] Content, IReadOnlyList<byte[]> Secrets)
{
    /// <summary>Whether the form can be typed or pasted.</summary>
    public static bool IsText(PrivateKeyForm form) => form is not (PrivateKeyForm.Der or PrivateKeyForm.DerPkcs1);

    /// <summary>A fresh key in this form.</summary>
    public static async Task<PrivateKeyFile> MakeAsync(PrivateKeyForm form)
    {
        using var openssl = await OpenSsl.MakePairAsync();
        await openssl.RunAsync("pkey -in private.pem -outform DER -out pkcs8.der");
        await openssl.RunAsync("rsa -in private.pem -traditional -out pkcs1.pem");
        await openssl.RunAsync("rsa -in private.pem -traditional -outform DER -out pkcs1.der");
        var content = await ContentAsync(form, openssl);
        var secrets = new List<byte[]> { content, openssl.Bytes("pkcs8.der") };
        if (form == PrivateKeyForm.BesideThePublicKey)
        {
            // The public half is not secret: only the private block counts.
            secrets = [openssl.Bytes("private.pem")];
        }
        else if (form == PrivateKeyForm.EllipticCurve)
        {
            secrets = [content, openssl.Bytes("ec.der")];
        }

        return new PrivateKeyFile(content, secrets);
    }

    private static async Task<byte[]> ContentAsync(PrivateKeyForm form, OpenSsl openssl)
    {
        var pem = openssl.Text("private.pem");
        switch (form)
        {
            case PrivateKeyForm.Pkcs8:
                return openssl.Bytes("private.pem");
            case PrivateKeyForm.Pkcs1:
                return openssl.Bytes("pkcs1.pem");
            case PrivateKeyForm.OneLine:
                return Ascii(pem.ReplaceLineEndings(""));
            case PrivateKeyForm.WrittenLineBreaks:
                return Ascii(pem.ReplaceLineEndings("\\n"));
            case PrivateKeyForm.BodyAlone:
                return Ascii(Body(pem));
            case PrivateKeyForm.BodyAloneOnOneLine:
                return Ascii(Body(openssl.Text("pkcs1.pem")).ReplaceLineEndings(""));
            case PrivateKeyForm.Der:
                return openssl.Bytes("pkcs8.der");
            case PrivateKeyForm.DerPkcs1:
                return openssl.Bytes("pkcs1.der");
            case PrivateKeyForm.Encrypted:
                await openssl.RunAsync("pkcs8 -topk8 -in private.pem -v2 aes-256-cbc -passout pass:secret -out encrypted.pem");
                return openssl.Bytes("encrypted.pem");
            case PrivateKeyForm.EncryptedTraditional:
                await openssl.RunAsync("rsa -in private.pem -traditional -aes256 -passout pass:secret -out encrypted.pem");
                return openssl.Bytes("encrypted.pem");
            case PrivateKeyForm.OpenSsh:
                using (var rsa = RSA.Create())
                {
                    rsa.ImportFromPem(pem);
                    return Ascii(OpenSshPrivateKey.Write(rsa.ExportParameters(includePrivateParameters: true)));
                }

            case PrivateKeyForm.EllipticCurve:
                await openssl.RunAsync("ecparam -name prime256v1 -genkey -noout -out ec.pem");
                await openssl.RunAsync("ec -in ec.pem -outform DER -out ec.der");
                return openssl.Bytes("ec.pem");
            case PrivateKeyForm.BesideThePublicKey:
                return [.. openssl.Bytes("public.pem"), .. openssl.Bytes("private.pem")];
            case PrivateKeyForm.CutOff:
                return openssl.Bytes("private.pem")[..1200];
            default:
                throw new ArgumentOutOfRangeException(nameof(form), form, null);
        }
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static string Body(string pem) => string.Join('\n', pem.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal)));
}
