using System.Text.Json;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>The three lists as in the admin API; those not given are empty.</summary>
public sealed record PolicyLists
{
    /// <summary>Those of a new installation.</summary>
    public static PolicyLists Initial { get; } =
        new() { UpdateWithoutJwt = ["form.submit", "client.login"], UpdateWithJwt = ["form.submit"] };

    public IReadOnlyList<string> AnonymousWithoutJwt { get; init; } = [];

    public IReadOnlyList<string> UpdateWithoutJwt { get; init; } = [];

    public IReadOnlyList<string> UpdateWithJwt { get; init; } = [];

    /// <summary>The lists of a policy document.</summary>
    public static PolicyLists Read(JsonElement policy) =>
        policy.GetProperty("lists").Deserialize<PolicyLists>(JsonSerializerOptions.Web)!;
}
