using System.Text.Json;

namespace EventAuth.Core.Tests.Tokens.Published;

/// <summary>One file of Project Wycheproof's form.</summary>
internal sealed class VectorFile
{
    /// <summary>Signed messages in JWS form, with JWK.</summary>
    public const string Jws = "json_web_signature_schema";

    /// <summary>RSASSA-PKCS1-v1_5 signatures over plain messages.</summary>
    public const string Signatures = "rsassa_pkcs1_verify_schema";

    private VectorFile(string name, JsonElement root) => (Name, Root) = (name, root);

    public string Name { get; }

    public string Schema => Root.TryGetProperty("schema", out var schema) ? schema.GetString() ?? "" : "";

    public IEnumerable<JsonElement> Groups => Root.GetProperty("testGroups").EnumerateArray();

    /// <summary>How many tests the file says it has.</summary>
    public int Announced => Root.GetProperty("numberOfTests").GetInt32();

    private JsonElement Root { get; }

    public static VectorFile Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new VectorFile(Path.GetFileName(path), document.RootElement.Clone());
    }

    /// <summary>Whether the file has this schema, in any of its versions.</summary>
    public bool HasSchema(string schema) => Schema.StartsWith(schema, StringComparison.Ordinal);
}
