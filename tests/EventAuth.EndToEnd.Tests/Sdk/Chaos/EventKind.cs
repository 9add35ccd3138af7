namespace EventAuth.EndToEnd.Tests.Sdk.Chaos;

/// <summary>A kind of event.</summary>
/// <param name="Action">Its name.</param>
/// <param name="Label">Its label; null for none.</param>
/// <param name="Code">The code with which it is rejected for good; null if the policy allows it, sooner or later.</param>
internal sealed record EventKind(string Action, string? Label = null, string? Code = null)
{
    private static readonly EventKind s_invalid = new("product.view", new string('x', 257), "invalid_event");

    /// <summary>What a customer who is signed in sends. Only their token makes the last but one acceptable.</summary>
    public static IReadOnlyList<EventKind> OfCustomers { get; } =
        [new("product.view"), new("form.submit"), new("shop.step"), new("page.visit"), new("form.submit"), new("product.view"), new("shop.step"), s_invalid];

    /// <summary>What a visitor sends who signs in at the end: the form waits for the token until then.</summary>
    public static IReadOnlyList<EventKind> OfVisitors { get; } =
    [
        new("product.view"), new("page.visit"), new("shop.step", Code: "not_allowed_for_anonymous"), new("product.view"), new("form.submit"), s_invalid,
        new("product.view"), new("page.visit"), new("shop.step", Code: "not_allowed_for_anonymous"), new("product.view"), new("page.visit"), s_invalid,
    ];
}
