using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Keys;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.PrivateKeys;

/// <summary>
/// Two readers check what people enter: the browser's, which decides what is sent, and the server's. Over every form, and over
/// thousands of beginnings and endings of it, they give the same code; and the browser never sends anything except a public key.
/// </summary>
public sealed class RecogniserTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    private const string Recognise = """
        async inputs => {
          const { recognise } = await import("/certificate-guard.js");
          const bytesOf = text => Uint8Array.from(atob(text), character => character.charCodeAt(0));
          return inputs.map(input => recognise(input.startsWith("bytes:") ? bytesOf(input.slice(6)) : input).code ?? "public");
        }
        """;

    private const string WithKey = """
        async inputs => {
          const { recognise } = await import("/certificate-guard.js");
          return inputs.map(input => {
            const found = recognise(input);
            return found.code ?? ["public", found.key, ...found.corrections].join(" ");
          });
        }
        """;

    [Fact]
    public async Task Recognise_EveryPrivateForm_IsAPrivateKey()
    {
        var inputs = new List<string>();
        foreach (var form in Enum.GetValues<PrivateKeyForm>())
        {
            var content = (await PrivateKeyFile.MakeAsync(form)).Content;
            inputs.Add("bytes:" + Convert.ToBase64String(content));
            inputs.Add(PrivateKeyFile.IsText(form) ? Encoding.ASCII.GetString(content) : Convert.ToBase64String(content));
            if (form is not (PrivateKeyForm.BodyAlone or PrivateKeyForm.BodyAloneOnOneLine))
            {
                inputs.Add(Convert.ToBase64String(content));
            }

            if (PrivateKeyFile.IsText(form))
            {
                var text = Encoding.ASCII.GetString(content);
                inputs.Add("bytes:" + Convert.ToBase64String([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]));
                inputs.Add("bytes:" + Convert.ToBase64String(Encoding.Unicode.GetBytes(text)));
                inputs.Add("bytes:" + Convert.ToBase64String([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]));
            }
        }

        Assert.All(await RecogniseAsync(inputs), code => Assert.Equal("private_key", code));
    }

    [Fact]
    public async Task Recognise_EachInputOfTheTable_AgreesWithTheServer()
    {
        using var keys = new OpensslKeys();
        var table = KeyInput.All(keys);
        var parts = table.SelectMany(input => Enumerable.Range(1, 7).SelectMany(eighth => new[] { input.Text[..(input.Text.Length * eighth / 8)], input.Text[(input.Text.Length * eighth / 8)..] }));
        List<string> inputs = [.. table.Select(input => input.Text), .. parts];

        var found = (await RecogniseAsync(inputs, WithKey)).Select(Fingerprinted).ToList();

        Assert.Equal(table.Select(input => $"{input}: {input.Code}"), table.Zip(found, (input, code) => $"{input}: {code.Split(' ')[0]}"));
        Assert.All(inputs.Zip(found), pair => Assert.True(WithKeyOnServer(pair.First) == pair.Second, $"{pair.Second}, on the server {WithKeyOnServer(pair.First)}: {pair.First}"));
    }

    [Fact]
    public async Task Recognise_PublicKeyFiles_ArePublicInEveryEncoding()
    {
        using var openssl = await OpenSsl.MakePairAsync();
        await openssl.RunAsync("pkey -pubin -in public.pem -outform DER -out public.der");
        await openssl.RunAsync("rsa -in private.pem -RSAPublicKey_out -outform DER -out pkcs1.der");
        var text = openssl.Text("public.pem");
        byte[][] files =
        [
            openssl.Bytes("public.pem"), openssl.Bytes("public.der"), openssl.Bytes("pkcs1.der"),
            [0xEF, 0xBB, 0xBF, .. openssl.Bytes("public.pem")],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
        ];

        Assert.All(await RecogniseAsync([.. files.Select(file => "bytes:" + Convert.ToBase64String(file))]), code => Assert.Equal("public", code));
    }

    [Fact]
    public async Task Recognise_BeginningsAndEndingsOfEveryForm_AgreesWithTheServer()
    {
        using var openssl = await OpenSsl.MakePairAsync();
        await openssl.RunAsync("req -x509 -key private.pem -subj /CN=shop -days 1 -out self.pem");
        string[] forms =
        [
            openssl.Text("public.pem"), openssl.Text("private.pem"), openssl.Text("self.pem"),
            await openssl.RunAsync("rsa -in private.pem -RSAPublicKey_out"),
            await openssl.RunAsync("rsa -in private.pem -traditional"),
            await openssl.RunAsync("pkcs8 -topk8 -in private.pem -passout pass:secret"),
            await openssl.RunAsync("genpkey -algorithm ED25519"),
        ];
        var whole = forms.SelectMany(form => new[] { form.ReplaceLineEndings(""), Body(form) }).ToList();
        var inputs = whole
            .SelectMany(text => Enumerable.Range(0, text.Length / 3).SelectMany(third => new[] { text[(third * 3)..], text[..(third * 3)] }))
            .Concat(from first in forms from second in forms select first + second)
            .ToList();

        var codes = await RecogniseAsync(inputs);

        Assert.True(inputs.Count > 5_000);
        for (var i = 0; i < inputs.Count; i++)
        {
            Assert.True(CodeOnServer(inputs[i]) == codes[i], $"{codes[i]}, on the server {CodeOnServer(inputs[i])}: {inputs[i]}");
        }
    }

    private async Task<string[]> RecogniseAsync(List<string> inputs, string script = Recognise)
    {
        var page = (await ComeAsync()).Page;
        await page.GotoAsync("/sign-in");
        return await page.EvaluateAsync<string[]>(script, inputs);
    }

    private static string CodeOnServer(string text) => CertificateReader.Read(text) switch
    {
        CertificateReading.Refused refused => refused.Problem.ToCode(),
        _ => "public",
    };

    // The server reads again what the browser sends.
    private static string Fingerprinted(string found) => found.Split(' ') is ["public", var key, .. var corrections]
        ? $"public {((CertificateReading.Accepted)CertificateReader.Read(key)).Sha256} {string.Join(' ', corrections)}"
        : found;

    private static string WithKeyOnServer(string text) => CertificateReader.Read(text) switch
    {
        CertificateReading.Accepted accepted => $"public {accepted.Sha256} {string.Join(' ', CertificateCodes.ToCodes(accepted.Corrections))}",
        var reading => ((CertificateReading.Refused)reading).Problem.ToCode(),
    };

    private static string Body(string pem) => string.Concat(pem.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal)));
}
