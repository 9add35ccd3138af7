using System.Text.Json;
using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Requests;

/// <summary>The body of <c>POST /decisions/explain</c>: a recorded decision, or an event that is imagined.</summary>
internal sealed record ExplainBody
{
    /// <summary>Room for three full lists.</summary>
    public const int MaxBytes = PolicyBody.MaxBytes;

    private const string DecisionMember = "decisionId";
    private const string EventMember = "eventId";
    private const string ActionMember = "action";
    private const string CustomerMember = "customer";
    private const string TokenMember = "token";
    private const string JwtMember = "jwt";
    private const string VersionMember = "version";
    private const string ListsMember = "lists";

    /// <summary>A recorded decision by its id.</summary>
    public long? DecisionId { get; private init; }

    /// <summary>A recorded decision by the event that was accepted.</summary>
    public Guid? EventId { get; private init; }

    /// <summary>The imagined event; a pasted token is still to be looked at. Null exactly where a recorded decision is asked for.</summary>
    public EventCase? Event { get; private init; }

    /// <summary>A pasted token, or null.</summary>
    public string? Jwt { get; private init; }

    /// <summary>The version to decide by; null for the one in force.</summary>
    public int? Version { get; private init; }

    /// <summary>The lists to decide by, not validated yet; null for those of the version.</summary>
    public PolicyChange? Lists { get; private init; }

    /// <summary>Takes the question out of the body; what is wrong with its form is noted.</summary>
    public static ExplainBody Read(JsonElement root, ICollection<PolicyProblem> problems)
    {
        string[] subjects = [.. new[] { DecisionMember, EventMember, ActionMember }.Where(member => root.Has(member))];
        if (subjects is not [var subject])
        {
            problems.Add(new FormProblem(
                subjects.LastOrDefault(ActionMember),
                subjects.Length == 0 ? "required" : "contradiction",
                "Name one of \"decisionId\", \"eventId\" and \"action\"."));
            subject = ActionMember;
        }

        if (subject == ActionMember)
        {
            return ReadImagined(root, problems);
        }

        foreach (var member in new[] { CustomerMember, TokenMember, JwtMember, VersionMember, ListsMember }
            .Where(member => root.Has(member)))
        {
            problems.Add(new FormProblem(
                member, "contradiction", $"\"{member}\" is for imagined events; a recorded decision has its own."));
        }

        return subject == DecisionMember
            ? new ExplainBody { DecisionId = root.OptionalNumber(DecisionMember, long.MaxValue, problems) }
            : new ExplainBody { EventId = root.OptionalUuid(EventMember, problems) };
    }

    private static ExplainBody ReadImagined(JsonElement root, ICollection<PolicyProblem> problems)
    {
        var action = default(EventName);
        if (root.OptionalText(ActionMember, problems) is { } text && !EventName.TryParse(text, out action))
        {
            problems.Add(new PolicyProblem(ActionMember, PolicyProblem.InvalidAction));
        }

        var customer = root.OptionalChoice(CustomerMember, ImaginedWords.Customers, problems);
        var token = root.OptionalChoice(TokenMember, ImaginedWords.Tokens, problems);
        var jwt = root.OptionalText(JwtMember, problems);
        Refuse(
            token is not null && jwt is not null,
            JwtMember,
            "Imagine a token with \"token\" or paste one with \"jwt\", not both.",
            problems);
        Refuse(
            customer == CustomerState.Authenticated && (jwt is not null || (token ?? PresentedToken.Valid) != PresentedToken.Valid),
            CustomerMember,
            "Only a valid token makes a customer authenticated. With another token, or a pasted one, "
            + "say who is behind the event's uuid: anonymous or known.",
            problems);
        Refuse(
            root.Has(VersionMember) && root.Has(ListsMember),
            ListsMember,
            "Name a \"version\" or imagine \"lists\", not both.",
            problems);

        var presented = token ?? (customer == CustomerState.Authenticated ? PresentedToken.Valid : PresentedToken.None);
        return new ExplainBody
        {
            Event = new EventCase(action, presented, Behind(customer, presented, jwt)),
            Jwt = jwt,
            Version = (int?)root.OptionalNumber(VersionMember, int.MaxValue, problems),
            Lists = root.Has(ListsMember) ? PolicyBody.Read(root, problems) with { Comment = null } : null,
        };
    }

    // Without a word about the customer: anonymous where that decides, and not known where it does not.
    private static CustomerState? Behind(CustomerState? customer, PresentedToken token, string? jwt) => customer switch
    {
        CustomerState.Authenticated => null,
        { } named => named,
        null => token == PresentedToken.None && jwt is null ? CustomerState.Anonymous : null,
    };

    private static void Refuse(bool isWrong, string member, string message, ICollection<PolicyProblem> problems)
    {
        if (isWrong)
        {
            problems.Add(new FormProblem(member, "contradiction", message));
        }
    }
}
