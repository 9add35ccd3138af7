using System.Net.Http.Json;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Keys;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Snippets;

/// <summary>
/// The code of "Connect your site", as a developer uses it: copied from the page, saved, and run by the command on the page, with keys made
/// by the commands of the product. The program accepts its token for an event that needs one.
/// </summary>
public abstract class SnippetTest(SnippetTest.ProgramWithKeys shared) : BrowserTest(shared)
{
    // Letters that a program must write with care into JSON.
    private const string CustomId = "c-\"17\" \\ é";
    private const string Email = "ada@shop.example";

    [LanguageFact("C#")]
    public Task CSharp_ProgramOfThePage_SignsATokenThatIsAccepted() => RunAsync("C#");

    [LanguageFact("Node.js")]
    public Task Node_ProgramOfThePage_SignsATokenThatIsAccepted() => RunAsync("Node.js");

    [LanguageFact("Python")]
    public Task Python_ProgramOfThePage_SignsATokenThatIsAccepted() => RunAsync("Python");

    [LanguageFact("PHP")]
    public Task Php_ProgramOfThePage_SignsATokenThatIsAccepted() => RunAsync("PHP");

    [LanguageFact("Java")]
    public Task Java_ProgramOfThePage_SignsATokenThatIsAccepted() => RunAsync("Java");

    [LanguageFact("Go")]
    public Task Go_ProgramOfThePage_SignsATokenThatIsAccepted() => RunAsync("Go");

    private async Task RunAsync(string language)
    {
        Assert.Null(Interpreter.FindMissing(language));
        var visitor = await ComeAsync();
        await visitor.SignInAsync(ConnectPage.Address);
        var (command, file, code) = await new ConnectPage(visitor.Page).ReadProgramAsync(language);
        var folder = TemporaryFolder.Make();
        try
        {
            foreach (var key in (string[])["private.pem", "private.der"])
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, key), shared.Keys.Bytes(key));
            }

            await File.WriteAllTextAsync(Path.Combine(folder, file), code);
            using var browser = BrowserKey.Create();
            var end = shared.RequiresProof ? " THUMBPRINT" : "";
            Assert.EndsWith($" {file} c-17 {Email}{end}", command, StringComparison.Ordinal);
            var line = command
                .Replace(" c-17 ", $" '{CustomId}' ", StringComparison.Ordinal)
                .Replace(" THUMBPRINT", " " + browser.Thumbprint, StringComparison.Ordinal);
            var token = (await Interpreter.RunAsync(line, folder)).Trim();

            var answer = await SendAsync(token, browser);
            Assert.Equal("listed_with_jwt", answer.Expect(202).Json.GetProperty("reason").GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // An event as the SDK sends it from that browser.
    private Task<Answer> SendAsync(string token, BrowserKey browser)
    {
        object form = new { action = "form.submit", client = new { uuid = Guid.NewGuid(), customId = CustomId, email = Email } };
        if (!shared.RequiresProof)
        {
            return Program.Ingest.PostAsync(form, token);
        }

        var proof = browser.Prove(token, new Uri(Program.IngestListener, IngestClient.One).AbsoluteUri);
        return Program.Ingest.SendAsync(
            HttpMethod.Post, IngestClient.One, JsonContent.Create(form), ("Authorization", "DPoP " + token), ("DPoP", proof));
    }

    /// <summary>A program whose certificate was made by the commands of the product's manual.</summary>
    public abstract class ProgramWithKeys : SharedProgram
    {
        private static readonly string[] s_commands =
        [
            "openssl genpkey -out private.pem -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
            "openssl pkcs8 -topk8 -inform pem -in private.pem -outform DER -nocrypt -out private.der",
            "openssl rsa -pubout < private.pem > public.pem",
        ];

        /// <summary>Whether tokens must be proven.</summary>
        public virtual bool RequiresProof => false;

        internal OpenSsl Keys { get; } = new();

        public override async Task DisposeAsync()
        {
            Keys.Dispose();
            await base.DisposeAsync();
        }

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            foreach (var command in s_commands)
            {
                await Keys.ShellAsync(command);
            }

            await Api.DefineCertificateAsync(Keys.Text("public.pem"));
        }
    }
}
