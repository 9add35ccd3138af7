using EventAuth.Admin.Explanations;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api.Requests;

/// <summary>The body of <c>POST /decisions/explain</c>: a recorded decision, or a hypothetical event.</summary>
internal sealed record ExplainBody
{
    /// <summary>Room for three full lists.</summary>
    public const int MaxBytes = PolicyBody.MaxBytes;

    private static readonly string[] Subjects = ["decisionId", "eventId", "action"];
    private static readonly string[] Imagined = ["customer", "token", "jwt", "lists"];

    /// <summary>A recorded decision by its id.</summary>
    public long? DecisionId { get; private init; }

    /// <summary>A recorded decision by the event that was accepted.</summary>
    public Guid? EventId { get; private init; }

    /// <summary>The hypothetical event; a pasted token is not checked yet. Null exactly if a recorded decision is requested.</summary>
    public EventCase? Event { get; private init; }

    public string? Jwt { get; private init; }

    /// <summary>The version to decide by; null for the one in force, or for the one that decided.</summary>
    public int? Version { get; private init; }

    /// <summary>Instead of a version: the moment whose version is to decide.</summary>
    public DateTimeOffset? At { get; private init; }

    /// <summary>The lists to decide by, not validated yet; null for those of the version.</summary>
    public PolicyChange? Lists { get; private init; }

    /// <summary>Reads the question from the body; what is wrong with its form is collected.</summary>
    public static ExplainBody Read(JsonElement root, ICollection<ProblemError> errors)
    {
        string[] subjects = [.. Subjects.Where(member => root.Has(member))];
        if (subjects is not [var subject])
        {
            errors.Add(new ProblemError(
                subjects.LastOrDefault("action"),
                subjects.Length == 0 ? "required" : "contradiction",
                "Name one of \"decisionId\", \"eventId\" and \"action\"."));
            subject = "action";
        }

        if (subject == "action")
        {
            return ReadImagined(root, errors);
        }

        foreach (var member in Imagined.Where(member => root.Has(member)))
        {
            errors.Add(new ProblemError(
                member, "contradiction", $"\"{member}\" is for imagined events; a recorded decision has its own."));
        }

        var asked = ReadVersion(root, errors);
        return subject == "decisionId"
            ? asked with { DecisionId = ReadNumber(root, "decisionId", long.MaxValue, errors) }
            : asked with
            {
                EventId = root.Optional<Guid>(
                    "eventId", id => Guid.TryParseExact(id.TryGetText(), "D", out var uuid) ? uuid : null, "a uuid", errors),
            };
    }

    private static ExplainBody ReadVersion(JsonElement root, ICollection<ProblemError> errors)
    {
        if (root.Has("version") && root.Has("at"))
        {
            errors.Add(new ProblemError("at", "contradiction", "Name a \"version\" or a moment with \"at\", not both."));
        }

        return new ExplainBody
        {
            Version = (int?)ReadNumber(root, "version", int.MaxValue, errors),
            At = root.Optional<DateTimeOffset>(
                "at", moment => QueryTime.Read(moment.TryGetText() ?? ""), "an RFC 3339 time with an offset", errors),
        };
    }

    private static ExplainBody ReadImagined(JsonElement root, ICollection<ProblemError> errors)
    {
        var action = default(EventName);
        if (root.OptionalText("action", errors) is { } text && !EventName.TryParse(text, out action))
        {
            errors.Add(new PolicyProblem("action", PolicyProblem.InvalidAction).ToError());
        }

        var customer = ReadChoice(root, "customer", ImaginedWords.Customers, errors);
        var token = ReadChoice(root, "token", ImaginedWords.Tokens, errors);
        var jwt = root.OptionalText("jwt", errors);
        Refuse(token is not null && jwt is not null, "jwt", "Imagine a token with \"token\" or paste one with \"jwt\", not both.");
        Refuse(
            customer == CustomerState.Authenticated && (jwt is not null || (token ?? PresentedToken.Valid) != PresentedToken.Valid),
            "customer",
            "Only a valid token makes a customer authenticated. With another token, or a pasted one, "
            + "say who is behind the event's uuid: anonymous or known.");
        Refuse(
            (root.Has("version") || root.Has("at")) && root.Has("lists"),
            "lists", "Name a \"version\" or a moment, or imagine \"lists\", not both.");

        var presented = token ?? (customer == CustomerState.Authenticated ? PresentedToken.Valid : PresentedToken.None);
        return ReadVersion(root, errors) with
        {
            Event = new EventCase(action, presented, Behind(customer, presented, jwt)),
            Jwt = jwt,
            Lists = root.Has("lists") ? PolicyBody.Read(root, errors) with { Comment = null, Trial = null } : null,
        };

        void Refuse(bool isWrong, string member, string message)
        {
            if (isWrong)
            {
                errors.Add(new ProblemError(member, "contradiction", message));
            }
        }
    }

    // If the customer is not given: anonymous where that matters, and unknown where it does not.
    private static CustomerState? Behind(CustomerState? customer, PresentedToken token, string? jwt) => customer switch
    {
        CustomerState.Authenticated => null,
        { } named => named,
        null => token == PresentedToken.None && jwt is null ? CustomerState.Anonymous : null,
    };

    private static long? ReadNumber(JsonElement root, string name, long greatest, ICollection<ProblemError> errors) => root.Optional<long>(
        name,
        member => member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) && number >= 1 && number <= greatest
            ? number
            : null,
        "a whole number from 1 on",
        errors);

    private static T? ReadChoice<T>(
        JsonElement root, string name, IReadOnlyDictionary<string, T> choices, ICollection<ProblemError> errors)
        where T : struct => root.Optional<T>(
            name,
            member => member.TryGetText() is { } text && choices.TryGetValue(text, out var chosen) ? chosen : null,
            "one of " + string.Join(", ", choices.Keys),
            errors);
}
