using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Certificates;

/// <summary>A private key in every form that openssl and ssh-keygen write, whole, bare, on one line and cut off.</summary>
public sealed class PrivateKeyRefusalTests(OpensslKeys keys) : IClassFixture<OpensslKeys>
{
    public static TheoryData<string, string> Forms => new()
    {
        { "pkcs8", "pkey -in private.pem" },
        { "pkcs1", "rsa -in private.pem -traditional" },
        { "encrypted", "pkcs8 -topk8 -in private.pem -passout pass:secret" },
        { "encrypted scrypt", "pkcs8 -topk8 -scrypt -in private.pem -passout pass:secret" },
        { "ec", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256" },
        { "ec sec1", "ecparam -name prime256v1 -genkey" },
        { "ed25519", "genpkey -algorithm ED25519" },
        { "pss", "genpkey -quiet -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_PrivateKeyInAnyDress_IsNamed(string form, string command)
    {
        var pem = keys.Run("openssl", command);
        foreach (var dress in Dresses(pem))
        {
            Expect(form, dress);
        }
    }

    [Theory]
    [InlineData("rsa", "-b 2048")]
    [InlineData("ed25519", "")]
    public void Read_OpenSshPrivateKey_IsNamed(string type, string size)
    {
        keys.Run("ssh-keygen", $"-q -t {type} {size} -N \"\" -f private_{type}");
        foreach (var dress in Dresses(keys.Text("private_" + type)))
        {
            Expect(type, dress);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_PrivateKeyUnderThePublicLabel_IsNamedByItsBytes(string form, string command)
    {
        var body = Body(keys.Run("openssl", command));
        Expect(form, "-----BEGIN PUBLIC KEY-----" + body + "-----END PUBLIC KEY-----");
        Expect(form, "-----BEGIN RSA PUBLIC KEY-----" + body[..(body.Length / 8 * 4)] + "-----END RSA PUBLIC KEY-----");
    }

    [Fact]
    public void Read_EncryptedPkcs1_IsNamedByItsLines()
    {
        // Its body is ciphertext without a structure; only the lines around it show what it is.
        var pem = keys.Run("openssl", "rsa -in private.pem -traditional -aes128 -passout pass:secret");
        Expect(pem);
        Expect(pem.ReplaceLineEndings(""));
        Expect(pem[..100]);
    }

    [Fact]
    public void Read_PrivateKeyBesideAPublicOne_IsNamed()
    {
        Expect(keys.Public + keys.Text("private.pem"));
        Expect(keys.Text("private.pem") + keys.Public);
    }

    [Fact]
    public void Read_Pkcs12_IsNamed()
    {
        keys.Run("openssl", "req -x509 -key private.pem -subj /CN=shop -days 1 -out own.pem");
        keys.Run("openssl", "pkcs12 -export -inkey private.pem -in own.pem -passout pass:secret -out both.p12");
        Expect(Convert.ToBase64String(keys.Bytes("both.p12")));
    }

    [Theory]
    [InlineData("{\"kty\":\"RSA\", \"n\":\"AQAB\", \"d\": \"AQAB\"}")]
    [InlineData("PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none")]
    public void Read_OtherPrivateForms_AreNamed(string text) => Expect(text);

    private static IEnumerable<string> Dresses(string pem)
    {
        yield return pem;
        yield return pem.ReplaceLineEndings("\r\n");
        yield return pem.ReplaceLineEndings("");
        yield return pem.ReplaceLineEndings("\\n");
        yield return pem.ReplaceLineEndings("\u00A0");
        yield return "\uFEFF  " + pem + "  ";
        yield return pem[..(pem.Length / 2)];
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));
        yield return Convert.ToBase64String(Encoding.Unicode.GetBytes(pem));
        yield return Body(pem);
        yield return Body(pem)[..(Body(pem).Length / 8 * 4)];
    }

    private static string Body(string pem)
    {
        var lines = pem[pem.IndexOf("PRIVATE KEY", StringComparison.Ordinal)..].TrimEnd().Split('\n');
        return string.Concat(lines[1..^1]);
    }

    private static void Expect(string text) => Expect("", text);

    private static void Expect(string form, string text) =>
        Assert.True(
            CertificateReader.Read(text) is CertificateReading.Refused { Problem: CertificateProblem.PrivateKey },
            form + ": " + text[..Math.Min(60, text.Length)]);
}
