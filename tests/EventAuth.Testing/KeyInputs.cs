using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventAuth.Testing;

/// <summary>What people paste as a certificate: each with its kind and its result, in the codes of the contract.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Form">How it came.</param>
/// <param name="Code">The code of the refusal, or <see cref="Public"/>.</param>
/// <param name="Text">The text.</param>
/// <param name="Command">The command of the refusal works on this text and returns the key.</param>
public sealed partial record KeyInput(string Kind, string Form, string Code, string Text, bool Command = false)
{
    /// <summary>Accepted as a public key.</summary>
    public const string Public = "public";

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}, {Form}";

    /// <summary>All of them, made from the keys of a folder.</summary>
    public static IReadOnlyList<KeyInput> All(OpensslKeys keys)
    {
        keys.Run("openssl", "req -x509 -key private.pem -subj /CN=shop -days 1 -out self.pem");
        keys.Run("openssl", "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ec.pem -subj /CN=shop -days 1 -out ec-self.pem");
        keys.Run("openssl", "req -x509 -newkey ed25519 -nodes -keyout ed.pem -subj /CN=shop -days 1 -out ed-self.pem");
        keys.Run("openssl", "req -new -key private.pem -subj /CN=shop -out request.pem");
        keys.Run("openssl", "crl2pkcs7 -nocrl -certfile self.pem -out container.pem");
        var pem = keys.Public;
        var secret = keys.Text("private.pem");
        var certificate = keys.Text("self.pem");
        var (ec, ed) = (keys.Text("ec-self.pem"), keys.Text("ed-self.pem"));
        var ssh = keys.Run("ssh-keygen", "-i -m PKCS8 -f public.pem");
        var jwk = Jwk(keys, withSecret: false);
        return
        [
            .. Forms(pem).Select(form => new KeyInput("public key", form.Name, Public, form.Text)),
            new("public key", "plus signs as blanks", Public, PlusAsBlanks(pem)),
            new("public key", "between lines of a certificate", Public, pem.Replace("PUBLIC KEY", "CERTIFICATE", StringComparison.Ordinal)),
            new("public key", "PKCS#1", Public, keys.Text("pkcs1.pem")),
            new("public key", "PKCS#1, body alone", Public, Body(keys.Text("pkcs1.pem"))),
            new("public key", "JWK", Public, jwk),
            new("public key", "JWK written by Python", Public, jwk.Replace('"', '\'')),
            new("public key", "JWK set", Public, $$"""{ "keys": [ {{jwk}} ] }"""),
            new("public key", "JWK set beside a key of another kind", Public, $$"""{ "keys": [ {"kty":"EC","crv":"P-256"}, {{jwk}} ] }"""),
            new("public key", "JWK in an object of a key service", Public, $$"""{ "key": {{jwk}}, "attributes": { "enabled": true } }"""),
            new("public key", "RSAKeyValue", Public, Xml(keys, withSecret: false)),

            .. Forms(secret).Select(form => new KeyInput("private key", form.Name, "private_key", form.Text)),
            .. Forms(keys.Run("openssl", "rsa -in private.pem -traditional")).Select(form => new KeyInput("private key, PKCS#1", form.Name, "private_key", form.Text)),
            new("private key", "plus signs as blanks", "private_key", PlusAsBlanks(secret)),
            new("private key", "JWK", "private_key", Jwk(keys, withSecret: true)),
            new("private key", "JWK set", "private_key", $$"""{ "keys": [ {{jwk}}, {{Jwk(keys, withSecret: true)}} ] }"""),
            new("private key", "JWK in an object of a key service", "private_key", $$"""{ "key": {{Jwk(keys, withSecret: true)}} }"""),
            new("private key", "JWK written by JavaScript", "private_key", Jwk(keys, withSecret: true).Replace("\"d\"", "d", StringComparison.Ordinal)),
            new("private key", "text that openssl prints", "private_key", keys.Run("openssl", "rsa -in private.pem -noout -text")),
            new("private key", "key of age", "private_key", "AGE-SECRET-KEY-1QQPQQQSQZSQYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5ZS9QXZQFPS7UU65T"),
            new("private key", "keystore of Java", "private_key", "/u3+7QAAAAIAAAABAAAAAQAEbXlrZXkAAAGUm7d9bAAABQEwggT9"),
            new("private key", "RSAKeyValue", "private_key", Xml(keys, withSecret: true)),
            new("private key", "in JSON that its line breaks have broken", "private_key", $$"""{ "pem": "{{secret}}" }"""),
            new("private key", "body in JSON that its line breaks have broken", "private_key", $$"""{ "pem": "{{string.Join('\n', Body(secret).Chunk(64).Select(line => new string(line)))}}" }"""),
            new("private key", "account of a service", "private_key", JsonSerializer.Serialize(new { type = "service_account", private_key = secret })),
            new("private key", "between lines of a public key", "private_key", secret.Replace("PRIVATE", "PUBLIC", StringComparison.Ordinal)),
            new("private key", "beside the public one", "private_key", pem + secret),
            new("private key", "encrypted", "private_key", keys.Run("openssl", "pkcs8 -topk8 -in private.pem -passout pass:secret")),
            new("private key", "OpenSSH", "private_key", OpenSshPrivate(keys)),
            new("private key", "first half", "private_key", secret[..(secret.Length / 2)]),
            new("private key", "secret of Kubernetes", "private_key", $"kind: Secret\ndata:\n  private.pem: {Base64(secret)}\n"),
            new("private key", "PKCS#1, secret of Kubernetes", "private_key", $"data:\n  tls.key: {Base64(keys.Run("openssl", "rsa -in private.pem -traditional"))}\n"),
            new("private key", "base64 in a variable", "private_key", $"JWT_PRIVATE_KEY={Base64(secret)}"),
            new("private key", "base64 of the bytes in a variable", "private_key", $"JWT_PRIVATE_KEY={Body(secret)}"),
            new("private key", "base64 in JSON", "private_key", JsonSerializer.Serialize(new { privateKey = Base64(secret) })),
            new("private key", "data URL", "private_key", $"data:application/x-pem-file;base64,{Base64(secret)}"),
            new("private key", "bytes in a program", "private_key", $"new Uint8Array([{string.Join(", ", Convert.FromBase64String(Body(secret)))}])"),
            new("private key", "bytes as numbers", "private_key", string.Join(",", Convert.FromBase64String(Body(secret)))),
            new("private key", "dump of its bytes", "private_key", Dump(Convert.FromBase64String(Body(secret)))),
            new("private key", "UTF-16 with its zeros", "private_key", string.Concat(secret.Select(character => $"{character}\0"))),
            new("sentence", "openssl's error about a private key", "not_a_key", "Could not read private key from private.pem"),
            new("sentence", "openssl's former error", "not_a_key", "unable to load Private Key\n140735:error:0909006C:PEM routines:get_name:no start line"),
            new("sentence", "about a private key", "not_a_key", "Please send me the public key, not the private key!"),

            new("X.509 certificate", "as openssl writes it", "x509_certificate", certificate, Command: true),
            new("X.509 certificate", "with its text", "x509_certificate", keys.Run("openssl", "x509 -in self.pem -text"), Command: true),
            new("X.509 certificate", "on one line", "x509_certificate_unframed", certificate.ReplaceLineEndings(""), Command: true),
            new("X.509 certificate", "written line breaks", "x509_certificate_unframed", certificate.ReplaceLineEndings("\\n"), Command: true),
            new("X.509 certificate", "indented", "x509_certificate_unframed", "   " + certificate.TrimEnd().ReplaceLineEndings("\n   "), Command: true),
            new("X.509 certificate", "quoted mail", "x509_certificate_unframed", "> " + certificate.TrimEnd().ReplaceLineEndings("\n> "), Command: true),
            new("X.509 certificate", "body alone", "x509_certificate_unframed", Body(certificate), Command: true),
            new("X.509 certificate", "in base64 once more", "x509_certificate_unframed", Base64(certificate), Command: true),
            new("X.509 certificate", "between lines of a public key", "x509_certificate_unframed", certificate.Replace("CERTIFICATE", "PUBLIC KEY", StringComparison.Ordinal), Command: true),
            new("X.509 certificate", "first half", "x509_certificate_unreadable", certificate[..(certificate.Length / 2)]),
            new("X.509 certificate", "URL-encoded", "x509_certificate_unreadable", Uri.EscapeDataString(certificate)),

            new("EC certificate", "as openssl writes it", "not_rsa", ec),
            new("EC certificate", "with its text", "not_rsa", keys.Run("openssl", "x509 -in ec-self.pem -text")),
            new("EC certificate", "on one line", "not_rsa", ec.ReplaceLineEndings("")),
            new("EC certificate", "body alone", "not_rsa", Body(ec)),
            new("Ed25519 certificate", "as openssl writes it", "not_rsa", ed),

            new("OpenSSH key", "as ssh-keygen writes it", "openssh_public_key", ssh, Command: true),
            new("OpenSSH key", "with a comment", "openssh_public_key", ssh.TrimEnd() + " jana@shop\n", Command: true),
            new("OpenSSH key", "without its first word", "openssh_key_body", ssh.Split(' ')[1], Command: true),
            new("OpenSSH key", "without its first word, in lines", "openssh_key_body", string.Join('\n', ssh.Split(' ')[1].Trim().Chunk(70).Select(line => new string(line))), Command: true),
            new("OpenSSH key", "in lines of SSH2", "ssh2_public_key", Ssh2(keys, ssh), Command: true),
            new("OpenSSH key", "behind a byte-order mark", "openssh_key_unreadable", "\uFEFF" + ssh),
            new("OpenSSH key", "its line in base64", "openssh_key_unreadable", Base64(ssh)),
            new("OpenSSH key", "broken into lines", "openssh_key_unreadable", ssh[..80] + "\n" + ssh[80..]),

            new("certificate request", "as openssl writes it", "certificate_request", keys.Text("request.pem")),
            new("certificate request", "body alone", "certificate_request", Body(keys.Text("request.pem"))),
            new("PKCS#7", "as openssl writes it", "pkcs7", keys.Text("container.pem")),
            new("PKCS#7", "body alone", "pkcs7", Body(keys.Text("container.pem"))),
            new("PGP key", "public", "pgp_key", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBGc\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----"),
            new("token", "JWT", "token", "eyJhbGciOiJSUzI1NiJ9.eyJ1dWlkIjoiMSJ9.c2lnbmF0dXJl"),
            new("token", "with Bearer", "token", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJ1dWlkIjoiMSJ9.c2lnbmF0dXJl"),
            new("shared secret", "words", "shared_secret", "s3cret-of-the-shop-2026!"),
            new("shared secret", "random bytes in base64", "shared_secret", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="),
            new("shared secret", "JWK", "shared_secret", """{"kty":"oct","k":"q83vEjRWeJCrze8SNFZ4kA"}"""),
            new("shared secret", "random bytes in hexadecimal", "shared_secret", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
            new("something else", "name of a key in a cloud", "not_a_key", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
            new("something else", "name of a key in another cloud", "not_a_key", "projects/shop-1/locations/eu/keyRings/shop/cryptoKeys/jwt"),
            new("fingerprint", "of sha256sum", "fingerprint", Convert.ToHexStringLower(SHA256.HashData(keys.PublicDer)) + "  -"),
            new("fingerprint", "of openssl x509", "fingerprint", keys.Run("openssl", "x509 -in self.pem -noout -fingerprint -sha256")),
            new("fingerprint", "of ssh-keygen", "fingerprint", "SHA256:" + Convert.ToBase64String(SHA256.HashData(keys.PublicDer)).TrimEnd('=')),
            new("address", "of a JWK set", "key_set_address", "https://shop.example/.well-known/jwks.json"),
            new("encrypted file", "openssl enc", "encrypted_file", Base64("Salted__" + new string('x', 80))),
            new("encrypted file", "age", "encrypted_file", "age-encryption.org/v1\n-> X25519 abc"),

            new("EC key", "as openssl writes it", "not_rsa", PublicOf(keys, "EC -pkeyopt ec_paramgen_curve:P-256")),
            new("EC key", "JWK", "not_rsa", """{"kty":"EC","crv":"P-256","x":"AQAB","y":"AQAB"}"""),
            new("Ed25519 key", "as openssl writes it", "not_rsa", PublicOf(keys, "ED25519")),
            new("Ed25519 key", "in base64 once more", "not_rsa", Base64(PublicOf(keys, "ED25519"))),
            new("RSA-PSS key", "as openssl writes it", "rsa_pss", PublicOf(keys, "RSA-PSS -pkeyopt rsa_keygen_bits:2048")),
            new("RSA-PSS key", "JWK", "rsa_pss", jwk.Replace("\"kty\"", "\"alg\":\"PS256\",\"kty\"", StringComparison.Ordinal)),
            new("RSA key of 1024 bits", "on one line", "key_too_short", PublicOf(keys, "RSA -pkeyopt rsa_keygen_bits:1024").ReplaceLineEndings("")),
            new("RSA key of 24 bits", "JWK", "key_too_short", """{"kty":"RSA","n":"AQAB","e":"AQAB"}"""),
            new("RSA key with exponent 3", "as openssl writes it", "bad_exponent", PublicOf(keys, "RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3")),
            new("two keys", "one after the other", "several_keys", pem + pem),
            new("two keys", "JWK set", "several_keys", $$"""{ "keys": [ {{jwk}}, {{jwk}} ] }"""),
            new("public key", "with a word before it", "trailing_bytes", "Key:\n" + pem),
            new("public key", "without its last line", "cut_off", pem[..pem.LastIndexOf("-----END", StringComparison.Ordinal)]),
            new("public key", "first half of its body", "cut_off", Body(pem)[..200]),
            new("public key", "first half in base64 once more", "cut_off", Base64(pem)[..300]),
            new("nothing", "blanks", "empty", " \n "),
            new("nothing", "empty string of a program", "empty", "\"\""),
            new("something else", "a word", "not_a_key", "hello"),
            new("something else", "a sentence", "not_a_key", "Please use key 12345 from our mail."),
            new("something else", "JSON", "not_a_key", """{ "status": "ok" }"""),
            new("something else", "parameters", "not_a_key", "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----"),
        ];
    }

    // What mail, forms, programs and documents make of a key. The same is done with a private one.
    private static IEnumerable<(string Name, string Text)> Forms(string pem)
    {
        var body = Body(pem);
        yield return ("as openssl writes it", pem);
        yield return ("Windows line ends", pem.ReplaceLineEndings("\r\n"));
        yield return ("on one line", pem.ReplaceLineEndings(""));
        yield return ("written line breaks", pem.ReplaceLineEndings("\\n"));
        yield return ("line breaks written twice", pem.ReplaceLineEndings("\\\\n"));
        yield return ("line breaks written at line ends", pem.ReplaceLineEndings("\\n\\\n"));
        yield return ("line ends of a shell", pem.ReplaceLineEndings("\\\n"));
        yield return ("non-breaking blanks", pem.ReplaceLineEndings("\u00A0"));
        yield return ("byte-order mark and blanks", "\uFEFF  " + pem);
        yield return ("indented", "    " + pem.TrimEnd().ReplaceLineEndings("\n    "));
        yield return ("en dashes", pem.Replace("--", "–", StringComparison.Ordinal));
        yield return ("em dashes", pem.Replace("-----", "—–", StringComparison.Ordinal));
        yield return ("soft hyphens", pem.Replace("K", "K\u00AD", StringComparison.Ordinal));
        yield return ("direction marks", "\u202A" + pem + "\u202C");
        yield return ("zero-width blanks", pem.Replace("A", "A\u200B", StringComparison.Ordinal));
        yield return ("quoted mail", "> " + pem.TrimEnd().ReplaceLineEndings("\n> "));
        yield return ("mail quoted twice", "> > " + pem.TrimEnd().ReplaceLineEndings("\n> > "));
        yield return ("URL-encoded", Uri.EscapeDataString(pem));
        yield return ("field of a form", "pem=" + Uri.EscapeDataString(pem).Replace("%20", "+", StringComparison.Ordinal));
        yield return ("HTML", pem.ReplaceLineEndings("<br>\n").Replace("+", "&#43;", StringComparison.Ordinal));
        yield return ("base64url", Letters().Replace(pem, line => line.Value.Replace('+', '-').Replace('/', '_')));
        yield return ("in base64 once more", Base64(pem));
        yield return ("in base64 twice more", Base64(Base64(pem)));
        yield return ("in base64 as UTF-16", Convert.ToBase64String(Encoding.Unicode.GetBytes(pem)));
        yield return ("JSON", JsonSerializer.Serialize(new { pem }));
        yield return ("string of JSON", JsonSerializer.Serialize(pem));
        yield return ("string of JSON as PHP writes it", JsonSerializer.Serialize(pem, Relaxed).Replace("/", "\\/", StringComparison.Ordinal));
        yield return ("quoted on one line", "\"" + pem.ReplaceLineEndings("") + "\"");
        yield return ("JavaScript", "const key = `" + pem + "`;");
        yield return ("Python", "KEY = b'''" + pem + "'''");
        yield return ("Java", string.Join(" +\n", pem.TrimEnd().Split('\n').Select(line => "\"" + line + "\\n\"")) + ";");
        yield return ("environment", "JWT_KEY=\"" + pem.TrimEnd().ReplaceLineEndings("\\n") + "\"");
        yield return ("typographic quotes", "“" + pem + "”");
        yield return ("body alone", body);
        yield return ("body as base64url without padding", body.Replace('+', '-').Replace('/', '_').TrimEnd('='));
        yield return ("body, quoted", "'" + body + "'");
        yield return ("body, URL-encoded", Uri.EscapeDataString(body));
        yield return ("body in JSON", JsonSerializer.Serialize(new { realm = "shop", public_key = body }));
        yield return ("body in base64 once more", Base64(body));
        yield return ("body in hexadecimal", Convert.ToHexStringLower(Convert.FromBase64String(body)));
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string PlusAsBlanks(string pem) => Letters().Replace(pem, line => line.Value.Replace('+', ' '));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // As xxd writes it, without the column of letters.
    private static string Dump(byte[] bytes) => string.Join('\n', bytes.Chunk(16).Select((line, index) =>
        $"{index * 16:x8}: {string.Join(' ', Convert.ToHexStringLower(line).Chunk(4).Select(pair => new string(pair)))}"));

    private static string Body(string pem)
    {
        var lines = pem[pem.IndexOf("-----BEGIN", StringComparison.Ordinal)..].TrimEnd().Split('\n');
        return string.Concat(lines[1..^1]);
    }

    private static string PublicOf(OpensslKeys keys, string algorithm)
    {
        keys.Run("openssl", $"genpkey -quiet -algorithm {algorithm} -out other.pem");
        return keys.Run("openssl", "pkey -in other.pem -pubout");
    }

    private static string OpenSshPrivate(OpensslKeys keys)
    {
        var file = "login_" + Guid.NewGuid().ToString("N");
        keys.Run("ssh-keygen", $"-q -t rsa -b 2048 -N \"\" -f {file}");
        return keys.Text(file);
    }

    private static string Ssh2(OpensslKeys keys, string line)
    {
        keys.Write("line.pub", line);
        return keys.Run("ssh-keygen", "-e -f line.pub");
    }

    private static RSAParameters Numbers(OpensslKeys keys)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(keys.Text("private.pem"));
        return rsa.ExportParameters(includePrivateParameters: true);
    }

    private static string Jwk(OpensslKeys keys, bool withSecret)
    {
        var numbers = Numbers(keys);
        var members = new Dictionary<string, string> { ["kty"] = "RSA", ["n"] = Url(numbers.Modulus), ["e"] = Url(numbers.Exponent) };
        if (withSecret)
        {
            members["d"] = Url(numbers.D);
        }

        return JsonSerializer.Serialize(members);
    }

    private static string Xml(OpensslKeys keys, bool withSecret)
    {
        var numbers = Numbers(keys);
        var secret = withSecret ? $"<P>{Convert.ToBase64String(numbers.P!)}</P><D>{Convert.ToBase64String(numbers.D!)}</D>" : "";
        return $"<RSAKeyValue><Modulus>{Convert.ToBase64String(numbers.Modulus!)}</Modulus><Exponent>{Convert.ToBase64String(numbers.Exponent!)}</Exponent>{secret}</RSAKeyValue>";
    }

    private static string Url(byte[]? number) => Convert.ToBase64String(number!).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    [GeneratedRegex("^[A-Za-z0-9+/=]+$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Letters();
}
