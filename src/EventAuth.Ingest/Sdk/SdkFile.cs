using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace EventAuth.Ingest.Sdk;

/// <summary>A built file of the JavaScript SDK, as the ingest listener serves it; it is part of the program.</summary>
public sealed class SdkFile
{
    /// <summary>The folder of all files of the SDK on the ingest listener.</summary>
    internal const string Folder = "/sdk";

    private SdkFile(string name)
    {
        Path = $"{Folder}/{name}";
        Bytes = Read("sdk/" + name);
        var hash = SHA384.HashData(Bytes);
        Integrity = "sha384-" + Convert.ToBase64String(hash);
        Tag = $"{Version}-{Base64Url.EncodeToString(hash)[..8]}";
        Gzip = Compress(target => new GZipStream(target, CompressionLevel.SmallestSize));
        Brotli = Compress(target => new BrotliStream(target, CompressionLevel.SmallestSize));
    }

    /// <summary>The version of the SDK, from its package.json, such as "1.0.0".</summary>
    public static string Version { get; } = ReadVersion();

    /// <summary>The script for a page's script tag; it defines <c>window.SR</c>.</summary>
    public static SdkFile Script { get; } = new("eventauth.js");

    /// <summary>The same as an ECMAScript module.</summary>
    public static SdkFile Module { get; } = new("eventauth.mjs");

    /// <summary>What both load where tokens must be proven (RFC 9449).</summary>
    public static SdkFile Proof { get; } = new("eventauth-proof.mjs");

    /// <summary>Its path on the ingest listener, such as "/sdk/eventauth.js".</summary>
    public string Path { get; }

    /// <summary>
    /// The path with the <see cref="Tag"/>, under which browsers may keep it for good: "/sdk/eventauth.js?v=1.0.0-Xk3_a9Qz".
    /// </summary>
    public string VersionedPath => $"{Path}?v={Tag}";

    /// <summary>
    /// Names exactly these bytes, also where they change within a version: the version, a hyphen, and the first eight characters of their
    /// SHA-384 in base64url. The build of the SDK writes it into the script, for the file that this loads.
    /// </summary>
    internal string Tag { get; }

    /// <summary>
    /// The value of the attribute <c>integrity</c> (Subresource Integrity, section 3.5): "sha384-" and the Base64 of the SHA-384 of the
    /// uncompressed bytes.
    /// </summary>
    public string Integrity { get; }

    /// <summary>The file as it is.</summary>
    internal byte[] Bytes { get; }

    /// <summary>The same compressed (RFC 1952).</summary>
    internal byte[] Gzip { get; }

    /// <summary>The same compressed (RFC 7932).</summary>
    internal byte[] Brotli { get; }

    private static string ReadVersion()
    {
        using var package = JsonDocument.Parse(Read("sdk/package.json"));
        return package.RootElement.GetProperty("version").GetString()!;
    }

    private static byte[] Read(string resource)
    {
        using var source = typeof(SdkFile).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return bytes;
    }

    private byte[] Compress(Func<Stream, Stream> coding)
    {
        using var target = new MemoryStream();
        using (var stream = coding(target))
        {
            stream.Write(Bytes);
        }

        return target.ToArray();
    }
}
