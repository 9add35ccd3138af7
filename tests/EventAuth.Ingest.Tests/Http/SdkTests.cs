using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventAuth.Ingest.Sdk;
using EventAuth.Ingest.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Http;

public sealed class SdkTests
{
    private static readonly string Source = Path.Combine(ContractFiles.Root, "src", "sdk");

    public static TheoryData<string> Files => ["eventauth.js", "eventauth.mjs", "eventauth-proof.mjs"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Get_File_IsTheBuiltOneForPagesOfAnySite(string name)
    {
        await using var server = await IngestServer.StartAsync(null, "https://shop.example");
        var answer = await server.SendAsync(HttpMethod.Get, "/sdk/" + name, headers: [("Origin", "https://elsewhere.example")]);

        Assert.Equal((200, "text/javascript; charset=utf-8"), (answer.Status, answer.MediaType));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Source, "dist", name)), answer.Text);
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("cross-origin", answer.Header("Cross-Origin-Resource-Policy"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("Accept-Encoding", answer.Header("Vary"));
    }

    [Theory]
    [InlineData("", "public, max-age=300")]
    [InlineData("?v=0.9.0", "public, max-age=300")]
    [InlineData("?v=", "public, max-age=300")]
    [InlineData("?v={version}", "public, max-age=300")]
    [InlineData("?v={version}-AAAAAAAA", "public, max-age=300")]
    [InlineData("?v={served}", "public, max-age=31536000, immutable")]
    public async Task Get_WithTag_IsCachedForGoodOnlyIfItNamesTheServedBytes(string query, string expected)
    {
        await using var server = await IngestServer.StartAsync();
        var path = SdkFile.Script.Path + query.Replace("{served}", SdkFile.Script.Tag, StringComparison.Ordinal)
            .Replace("{version}", SdkFile.Version, StringComparison.Ordinal);
        var answer = await server.SendAsync(HttpMethod.Get, path);
        Assert.Equal((200, expected), (answer.Status, answer.Header("Cache-Control")));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("identity", null)]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("GZIP;q=0.5", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("*", "br")]
    [InlineData(";;;", null)]
    public async Task Get_AcceptEncoding_ChoosesTheCoding(string? accepted, string? coding)
    {
        await using var server = await IngestServer.StartAsync();
        var (bytes, answer) = await ReadAsync(server, accepted);
        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(SdkFile.Script.Integrity, "sha384-" + Convert.ToBase64String(SHA384.HashData(await DecodeAsync(bytes, coding))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Get_KnownTag_IsNotModified(string? coding)
    {
        await using var server = await IngestServer.StartAsync();
        var tag = (await ReadAsync(server, coding)).Answer.Headers.ETag!;
        Assert.False(tag.IsWeak);

        (string, string)[] encoding = coding is null ? [] : [("Accept-Encoding", coding)];
        var same = await server.SendAsync(HttpMethod.Get, SdkFile.Script.Path, headers: [("If-None-Match", $"\"other\", {tag}"), .. encoding]);
        Assert.Equal((304, "", tag.ToString()), (same.Status, same.Text, same.Header("ETag")));
        Assert.Equal("public, max-age=300", same.Header("Cache-Control"));
        var other = await server.SendAsync(HttpMethod.Get, SdkFile.Script.Path, headers: [("If-None-Match", "\"other\""), .. encoding]);
        Assert.Equal(200, other.Status);
    }

    [Fact]
    public async Task Get_EachCoding_HasItsOwnTag()
    {
        await using var server = await IngestServer.StartAsync();
        var tags = new List<string>();
        foreach (var coding in new[] { null, "gzip", "br" })
        {
            tags.Add((await ReadAsync(server, coding)).Answer.Headers.ETag!.Tag);
        }

        Assert.Equal(3, tags.Distinct().Count());
    }

    [Fact]
    public async Task Head_File_IsAsGetWithoutBody()
    {
        await using var server = await IngestServer.StartAsync();
        var answer = await server.SendAsync(HttpMethod.Head, SdkFile.Script.Path);
        Assert.Equal((200, ""), (answer.Status, answer.Text));
        Assert.Equal(new FileInfo(Path.Combine(Source, "dist", "eventauth.js")).Length, answer.Response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Any_AnotherMethod_Is405ProblemWithAllow(string method)
    {
        await using var server = await IngestServer.StartAsync();
        var answer = (await server.SendAsync(new HttpMethod(method), SdkFile.Script.Path)).ExpectProblem(405, "method_not_allowed");
        Assert.Equal(["GET", "HEAD"], answer.Header("Allow")!.Split(", ").Order());
    }

    [Theory]
    [InlineData("/sdk")]
    [InlineData("/sdk/")]
    [InlineData("/sdk/package.json")]
    [InlineData("/sdk/eventauth.js/x")]
    public async Task Get_AnotherFile_Is404Problem(string path)
    {
        await using var server = await IngestServer.StartAsync();
        (await server.SendAsync(HttpMethod.Get, path)).ExpectProblem(404, "not_found");
    }

    [Fact]
    public async Task Get_File_IsNotCounted()
    {
        await using var server = await IngestServer.StartAsync();
        using var measurements = new Measurements(server.Meters);
        await server.SendAsync(HttpMethod.Get, SdkFile.Script.Path);
        await server.StopAsync();
        Assert.Empty(measurements.Of("eventauth.ingest.requests"));
        Assert.Empty(measurements.Of("eventauth.ingest.request.duration"));
    }

    [Fact]
    public async Task Version_IsThatOfThePackageAndOfTheScript()
    {
        using var package = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Source, "package.json")));
        Assert.Equal(package.RootElement.GetProperty("version").GetString(), SdkFile.Version);
        Assert.StartsWith(
            $"/*! eventauth {SdkFile.Version} ", await File.ReadAllTextAsync(Path.Combine(Source, "dist", "eventauth.js")), StringComparison.Ordinal);
        Assert.Matches($"^/sdk/eventauth\\.js\\?v={Regex.Escape(SdkFile.Version)}-[A-Za-z0-9_-]{{8}}$", SdkFile.Script.VersionedPath);
        Assert.Equal(3, new[] { SdkFile.Script, SdkFile.Module, SdkFile.Proof }.Select(file => file.Tag).Distinct().Count());
    }

    [Fact]
    public async Task Script_LoadsTheServedProofFile_ByItsLastingAddressAndHash()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Source, "dist", "eventauth.js"));
        Assert.Contains($"\"{SdkFile.Proof.VersionedPath["/sdk/".Length..]}\"", script, StringComparison.Ordinal);
        var proof = await File.ReadAllBytesAsync(Path.Combine(Source, "dist", "eventauth-proof.mjs"));
        Assert.Contains($"\"sha256-{Convert.ToBase64String(SHA256.HashData(proof))}\"", script, StringComparison.Ordinal);
    }

    private static async Task<(byte[] Bytes, HttpResponseMessage Answer)> ReadAsync(IngestServer server, string? accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, SdkFile.Script.Path);
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        var answer = await server.Client.SendAsync(request);
        return (await answer.Content.ReadAsByteArrayAsync(), answer);
    }

    private static async Task<byte[]> DecodeAsync(byte[] bytes, string? coding)
    {
        using var source = new MemoryStream(bytes);
        await using Stream? decoded = coding switch
        {
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            _ => null,
        };
        using var target = new MemoryStream();
        await (decoded ?? source).CopyToAsync(target);
        return target.ToArray();
    }
}
