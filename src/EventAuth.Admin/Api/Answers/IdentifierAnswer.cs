using EventAuth.Core.Profiles;

namespace EventAuth.Admin.Api.Answers;

/// <summary>How an identifier came to a customer.</summary>
/// <param name="Kind"><c>uuid</c>, <c>email</c> or <c>customId</c>.</param>
/// <param name="Value">In the form in which identifiers of the kind are compared.</param>
/// <param name="LinkedAt">When it was linked or taken, in UTC.</param>
/// <param name="Proof">
/// <c>none</c>, <c>token</c>, <c>sent_with_token</c> or <c>server</c>; <c>taken</c> where another customer's token took it.
/// </param>
/// <param name="EventId">The event that brought or took it.</param>
internal sealed record IdentifierAnswer(string Kind, string Value, DateTimeOffset LinkedAt, string Proof, Guid EventId)
{
    public static IdentifierAnswer Of(ProfileLink link) =>
        new(link.Kind.ToWord(), link.Value, link.LinkedAt, ToWord(link.Proof), link.EventId);

    private static string ToWord(LinkProof proof) => proof switch
    {
        LinkProof.None => "none",
        LinkProof.Token => "token",
        LinkProof.SentWithToken => "sent_with_token",
        LinkProof.Server => "server",
        LinkProof.Taken => "taken",
    };
}
