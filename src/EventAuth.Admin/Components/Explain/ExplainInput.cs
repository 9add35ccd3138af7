using EventAuth.Admin.Explanations;

namespace EventAuth.Admin.Components.Explain;

/// <summary>An event to test, as a person put it into the form. It lives in the circuit; a pasted token goes no further.</summary>
public sealed class ExplainInput
{
    /// <summary>The choice of a pasted token, in addition to those of <see cref="ImaginedWords.Tokens"/>.</summary>
    public const string Pasted = "pasted";

    /// <summary>More than the longest token: the explanation reports a token that is too long.</summary>
    public const int MaxJwtLength = 12_000;

    /// <summary>The event's name, as typed.</summary>
    public string Action { get; set; } = "";

    /// <summary>Whose uuid the event has: a word of <see cref="ImaginedWords.Customers"/>.</summary>
    public string Customer { get; set; } = "anonymous";

    /// <summary>A word of <see cref="ImaginedWords.Tokens"/>, or <see cref="Pasted"/>.</summary>
    public string Token { get; set; } = "none";

    /// <summary>The pasted token.</summary>
    public string Jwt { get; set; } = "";

    /// <summary>Whether a token is pasted.</summary>
    public bool IsPasted => Token == Pasted;

    /// <summary>What is wrong with the name, or null.</summary>
    public string? ActionProblem => EventName.IsValid(Action) ? null : $"Enter the name of an event. A name has {EventName.Rule}.";

    /// <summary>What is wrong with the token, or null.</summary>
    public string? JwtProblem => IsPasted && string.IsNullOrWhiteSpace(Jwt) ? "Paste a token." : null;

    /// <summary>Whether another form asks the same, ignoring pasted tokens.</summary>
    public bool AsksTheSame(ExplainInput other) => (Action, Customer, Token) == (other.Action, other.Customer, other.Token);

    /// <summary>The event, without the pasted token; null while something is wrong.</summary>
    public EventCase? ToEvent() =>
        ActionProblem is null
        && JwtProblem is null
        && ImaginedWords.Customers.TryGetValue(Customer, out var customer)
        && ImaginedWords.Tokens.TryGetValue(IsPasted ? "none" : Token, out var token)
        && (customer != CustomerState.Authenticated || token == PresentedToken.Valid)
            ? new EventCase(EventName.Parse(Action), token, customer == CustomerState.Authenticated ? null : customer)
            : null;
}
