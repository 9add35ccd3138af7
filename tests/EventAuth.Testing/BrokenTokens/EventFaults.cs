using EventAuth.Core.Inspection;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>Valid tokens with an event of somebody else.</summary>
internal static class EventFaults
{
    private const string Uuid = "5f0c1a2b-0000-4000-8000-00000000000a";
    private const string OtherUuid = "5f0c1a2b-0000-4000-8000-00000000000b";

    public static IReadOnlyList<BrokenToken> All { get; } =
    [
        new("another customId in the event", TokenFindingCode.EventMismatch, "The token is for c-17, the event says c-18", mint => mint.Good()) { Event = new EventIdentifiers(null, null, "c-18") },
        new("the customId in capital letters", TokenFindingCode.EventMismatch, "differ only in capital and small letters", mint => mint.Good()) { Event = new EventIdentifiers(null, null, "C-17") },
        new("another e-mail in the event", TokenFindingCode.EventMismatch, "the event says jan@shop.example", mint => mint.WithClaims("\"email\":\"jana@shop.example\"")) { Event = new EventIdentifiers(null, "jan@shop.example", null) },
        new("another uuid in the event", TokenFindingCode.EventMismatch, "The token is for uuid " + Uuid, mint => mint.WithClaims($"\"uuid\":\"{Uuid}\"")) { Event = new EventIdentifiers(OtherUuid, null, null) },
        new("no uuid in the event's uuid", TokenFindingCode.EventIdentifierMalformed, "The event's uuid is invalid", mint => mint.Good()) { Event = new EventIdentifiers("17", null, null) },
    ];
}
