using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Decisions;

/// <summary>A request in the words of <c>POST /decisions/explain</c>, which can be asked about and can really be sent.</summary>
/// <param name="Customers">Whose uuid it may be: anonymous, known, or both if not given.</param>
/// <param name="Token">none, valid, invalid, expired or mismatch.</param>
internal sealed record ImaginedRequest(IReadOnlyList<string> Customers, string Token)
{
    public const string Action = "table.event";

    /// <summary>The request of a caller of the decision table; "token-expired" and "token-mismatch" are further kinds of its bad tokens.</summary>
    public static ImaginedRequest Of(string caller) => caller switch
    {
        "no-token(anonymous)" => new(["anonymous"], "none"),
        "no-token(known)" => new(["known"], "none"),
        "token-valid(authenticated)" => new(["anonymous", "known"], "valid"),
        "token-invalid" or "token-expired" or "token-mismatch" => new(["anonymous", "known"], caller["token-".Length..]),
        _ => throw new InvalidOperationException($"The table has a caller '{caller}'."),
    };

    /// <summary>The question in the form of the API.</summary>
    public object ToQuestion() => Customers is [var customer]
        ? new { action = Action, customer, token = Token }
        : new { action = Action, token = Token };

    /// <summary>The same with one of the suggested edits done.</summary>
    public ImaginedRequest With(JsonElement edit) => edit.GetProperty("kind").GetString() switch
    {
        "send_token" or "replace_token" or "renew_token" or "send_own_token" => this with { Token = "valid" },
        "drop_token" => this with { Token = "none" },
        "identify_customer" => this with { Customers = ["known"] },
        var kind => throw new InvalidOperationException($"'{kind}' is nothing that a request can do."),
    };

    /// <summary>Sends it, from each customer that it may come from.</summary>
    public async Task<IReadOnlyList<Answer>> SendAsync(IngestClient ingest)
    {
        var answers = new List<Answer>();
        foreach (var customer in Customers)
        {
            var uuid = Guid.NewGuid().ToString();
            if (customer == "known")
            {
                (await ingest.PostAsync(new { action = "earlier.event" }, TokenOf("valid", uuid))).Expect(202);
            }

            answers.Add(await ingest.PostAsync(new { action = Action, client = new { uuid } }, TokenOf(Token, uuid)));
        }

        return answers;
    }

    private static string? TokenOf(string kind, string uuid)
    {
        var claims = new { uuid, email = $"{uuid}@shop.example" };
        return kind switch
        {
            "none" => null,
            "valid" => SigningKey.Shared.Token(claims),
            "invalid" => SigningKey.Other.Token(claims),
            "expired" => SigningKey.Shared.Token(claims, lifetime: TimeSpan.FromHours(-1)),
            "mismatch" => SigningKey.Shared.Token(new { uuid = Guid.NewGuid().ToString() }),
            _ => throw new InvalidOperationException($"There is no token '{kind}'."),
        };
    }
}
