using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Counts;

/// <summary>A request for which the decision on each of its events is known beforehand.</summary>
/// <param name="Body">What is sent.</param>
/// <param name="Path">Where it is sent.</param>
/// <param name="Token">The token, or null.</param>
/// <param name="Status">The status it is answered with.</param>
/// <param name="Tally">How many events of each name get each reason.</param>
internal sealed record MixedRequest(string Body, string Path, string? Token, int Status, IReadOnlyList<(string Code, string? Action, int Count)> Tally)
{
    private const string Visitor = """{"action":"page.visit","client":{"uuid":"11111111-0000-4000-8000-000000000001"}}""";
    private const string Unlisted = """{"action":"shop.other","client":{"uuid":"11111111-0000-4000-8000-000000000001"}}""";
    private const string WithoutProof = """{"action":"form.submit","client":{"uuid":"11111111-0000-4000-8000-000000000001"}}""";
    private const string Nameless = """{"client":{"uuid":"11111111-0000-4000-8000-000000000001"}}""";
    private const string Customer = """{"action":"form.submit","client":{"customId":"c-17"}}""";
    private const string Somebody = """{"action":"shop.order","client":{"customId":"c-18"}}""";

    /// <summary>The lists for these decisions.</summary>
    public static PolicyLists Lists { get; } = new() { AnonymousWithoutJwt = ["page.visit"], UpdateWithJwt = ["form.submit"] };

    /// <summary>One of each kind; 408 events in all.</summary>
    public static IReadOnlyList<MixedRequest> OneOfEach()
    {
        var good = SigningKey.Shared.Token(new { customId = "c-17" }, lifetime: TimeSpan.FromHours(1));
        var foreign = SigningKey.Other.Token(new { customId = "c-17" }, lifetime: TimeSpan.FromHours(1));
        var expired = SigningKey.Shared.Token(new { customId = "c-17" }, lifetime: TimeSpan.FromHours(-1));
        return
        [
            Batch(null, 207, (Visitor, "listed_anonymous", "page.visit", 70), (Unlisted, "not_allowed_for_anonymous", "shop.other", 12), (WithoutProof, "jwt_required", "form.submit", 13), (Nameless, "invalid_event", null, 5)),
            Batch(good, 207, (Customer, "listed_with_jwt", "form.submit", 60), (Somebody, "identity_mismatch", "shop.order", 40)),
            Batch(foreign, 401, (Customer, "invalid_token", null, 100)),
            Batch(expired, 401, (Customer, "token_expired", null, 100)),
            One(Visitor, null, 202, "listed_anonymous", "page.visit"),
            One(Unlisted, null, 403, "not_allowed_for_anonymous", "shop.other"),
            One(Customer, good, 202, "listed_with_jwt", "form.submit"),
            One(Customer, foreign, 401, "invalid_token", "form.submit"),
            One(Customer, expired, 401, "token_expired", "form.submit"),
            One(Somebody, good, 403, "identity_mismatch", "shop.order"),
            One(Nameless, null, 400, "invalid_event", null),
            One(WithoutProof, null, 401, "jwt_required", "form.submit"),
        ];
    }

    private static MixedRequest One(string body, string? token, int status, string code, string? action) => new(body, IngestClient.One, token, status, [(code, action, 1)]);

    private static MixedRequest Batch(string? token, int status, params (string Body, string Code, string? Action, int Count)[] parts) => new(
        "[" + string.Join(',', parts.SelectMany(part => Enumerable.Repeat(part.Body, part.Count))) + "]",
        IngestClient.Batch,
        token,
        status,
        [.. parts.Select(part => (part.Code, part.Action, part.Count))]);
}
