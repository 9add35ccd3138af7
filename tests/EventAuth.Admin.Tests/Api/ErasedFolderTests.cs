using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Audit;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Api;

/// <summary>
/// "Erased means gone from every file of the folder": over HTTP, with the contents of rejected events kept, while the program runs and
/// after it has stopped.
/// </summary>
public sealed class ErasedFolderTests
{
    private const string Uuid = "5f0c1a2b-7777-4000-8000-00000000000a";
    private const string Other = "5f0c1a2b-7777-4000-8000-00000000000b";
    private const string Email = "marked.mail@shop.example";
    private const string CustomId = "marked-custom-id";
    private static readonly string[] Texts = ["marked-first-name", "marked-attribute", "marked-label", "marked-parameter"];

    [Fact]
    public async Task Delete_Customer_LeavesNoByteOfThemInTheFolder()
    {
        using var folder = new TemporaryFolder();
        var marks = new FolderSearch(folder.Storage);
        string[] settings = [$"--Bootstrap:ApiKey={RunningProgram.ApiKey}", "--Decisions:KeepRejectedPayload=true"];
        await using (var program = await RunningProgram.StartAsync(folder, null, settings))
        {
            using var api = program.NewApiClient();
            using (var defined = await api.PutAsync("certificate", JsonSerializer.Serialize(new { pem = SigningKey.Shared.PublicPem })))
            {
                defined.EnsureSuccessStatusCode();
            }

            Add(marks, folder);
            await SendAsync(program, Marked("form.submit"), withToken: true, HttpStatusCode.Accepted);
            await SendAsync(program, Marked("page.visit"), withToken: true, HttpStatusCode.Accepted);

            // Rejected, and kept for seven days: the list with JWT requires a token.
            await SendAsync(program, Marked("form.submit"), withToken: false, HttpStatusCode.Unauthorized);
            await SendAsync(program, new { action = "page.other", client = new { uuid = Other } }, withToken: false, HttpStatusCode.Accepted);
            Assert.NotEmpty(await api.ReadAllAsync("decisions?outcome=rejected"));
            var found = marks.Find();
            Assert.All(Texts, text => Assert.Contains(found, one => one.StartsWith(text, StringComparison.Ordinal)));
            Assert.Contains(found, one => one.StartsWith("hash of the e-mail: eventauth.db", StringComparison.Ordinal));

            using var deleted = await api.DeleteAsync("profiles/" + Uuid);

            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
            Assert.Empty(marks.Find());
        }

        Assert.Empty(marks.Find());
    }

    private static void Add(FolderSearch marks, TemporaryFolder folder)
    {
        var key = new AuditKey(File.ReadAllBytes(Path.Combine(folder.Storage, "audit.key")));
        foreach (var (kind, value, name) in ((string, string, string)[])[("uuid", Uuid, "uuid"), ("email", Email, "e-mail"), ("customId", CustomId, "custom id")])
        {
            marks.AddText(name, value);
            marks.AddBytes("hash of the " + name, Convert.FromHexString(key.HashOfIdentifier(kind, value)));
        }

        marks.AddBytes("uuid in bytes", Guid.Parse(Uuid, CultureInfo.InvariantCulture).ToByteArray(bigEndian: true));
        foreach (var text in Texts)
        {
            marks.AddText(text, text);
        }
    }

    private static object Marked(string action) => new
    {
        action,
        label = "marked-label",
        client = new { uuid = Uuid, email = Email, customId = CustomId, firstName = "marked-first-name", attributes = new { note = "marked-attribute" } },
        @params = new { text = "marked-parameter" },
    };

    private static async Task SendAsync(RunningProgram program, object body, bool withToken, HttpStatusCode expected)
    {
        using var http = new HttpClient { BaseAddress = program.Ingest };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v4/events/custom")
        {
            Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        if (withToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SigningKey.Shared.Token(new { customId = CustomId, email = Email, uuid = Uuid }));
        }

        using var answer = await http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }
}
