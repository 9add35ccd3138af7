using EventAuth.Core.Inspection;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>Correctly signed tokens with wrong claims.</summary>
internal static class ClaimFaults
{
    private const int Day = 24 * 60 * 60;

    public static IReadOnlyList<BrokenToken> All { get; } =
    [
        new("exp in milliseconds", TokenFindingCode.TimeInMilliseconds, "exp is in milliseconds", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"exp":{{(mint.Now + 290) * 1000}},"customId":"c-17"}""")),
        new("iat in nanoseconds", TokenFindingCode.TimeInMilliseconds, "iat is in nanoseconds", mint => mint.WithPayload($$"""{"iat":{{mint.Now}}000000000,"exp":{{mint.Now + 290}},"customId":"c-17"}""")),
        new("exp as a text", TokenFindingCode.TimeIsText, "without quotation marks", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"exp":"{{mint.Now + 290}}","customId":"c-17"}""")),
        new("exp as a date", TokenFindingCode.TimeIsText, "the seconds since 1970", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"exp":"2031-05-03T14:05:00Z","customId":"c-17"}""")),
        new("exp negative", TokenFindingCode.TimeNegative, "exp is negative", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"exp":-1,"customId":"c-17"}""")),
        new("exp 1e400", TokenFindingCode.TimeOutOfRange, "exp is 1e400", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"exp":1e400,"customId":"c-17"}""")),
        new("exp null", TokenFindingCode.TimeNotANumber, "exp is null", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"exp":null,"customId":"c-17"}""")),
        new("no exp", TokenFindingCode.ExpiryMissing, "No expiry: exp is missing", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"customId":"c-17"}""")),
        new("expires for exp", TokenFindingCode.ExpiryMissing, "There is \"expires_at\", which is not read", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"expires_at":{{mint.Now + 290}},"customId":"c-17"}""")),
        new("customId as a number", TokenFindingCode.IdentifierNotText, "\"customId\": \"17\"", mint => mint.WithClaims("\"customId\":17")),
        new("email null", TokenFindingCode.IdentifierNotText, "email is null", mint => mint.WithClaims("\"customId\":\"c-17\",\"email\":null")),
        new("uuid of zeros", TokenFindingCode.UuidNil, "all zeros", mint => mint.WithClaims("\"uuid\":\"00000000-0000-0000-0000-000000000000\"")),
        new("uuid in braces", TokenFindingCode.UuidMalformed, "no braces", mint => mint.WithClaims("\"uuid\":\"{5f0c1a2b-0000-4000-8000-00000000000a}\"")),
        new("an e-mail without @", TokenFindingCode.EmailMalformed, "not an e-mail address", mint => mint.WithClaims("\"email\":\"jana.shop.example\"")),
        new("customId empty", TokenFindingCode.CustomIdMalformed, "customId is empty", mint => mint.WithClaims("\"customId\":\"\"")),
        new("sub as a number", TokenFindingCode.SubjectMalformed, "sub is 17", mint => mint.WithClaims("\"sub\":17")),
        new("customer_id for customId", TokenFindingCode.NoIdentity, "\"customer_id\" to customId", mint => mint.WithClaims("\"customer_id\":\"c-17\"")),
        new("Email for email", TokenFindingCode.NoIdentity, "Capital and small letters matter", mint => mint.WithClaims("\"Email\":\"jana@shop.example\"")),
        new("the customer inside of another claim", TokenFindingCode.NoIdentity, "It must be at the top level", mint => mint.WithClaims("\"user\":{\"customId\":\"c-17\"}")),
        new("claims of .NET", TokenFindingCode.NoIdentity, "to email", mint => mint.WithClaims("\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress\":\"jana@shop.example\"")),
        new("no customer at all", TokenFindingCode.NoIdentity, "It has \"iat\", \"exp\" and \"scope\"", mint => mint.WithClaims("\"scope\":\"shop\"")),
        new("not valid before tomorrow", TokenFindingCode.NotYetValid, "nbf is 23 hours ahead", mint => mint.WithClaims($"\"customId\":\"c-17\",\"nbf\":{mint.Now + Day - 60}")),
        new("a clock that runs fast", TokenFindingCode.IssuedInFuture, "Set the clock of the backend", mint => mint.WithPayload($$"""{"iat":{{mint.Now + 200}},"exp":{{mint.Now + 500}},"customId":"c-17"}""")),
        new("local time for UTC", TokenFindingCode.IssuedInFuture, "time zones", mint => mint.WithPayload($$"""{"iat":{{mint.Now + 7200}},"exp":{{mint.Now + 7500}},"customId":"c-17"}""")),
        new("a lifetime of a year", TokenFindingCode.LifetimeTooLong, "at most 30 days", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"exp":{{mint.Now + (365 * Day)}},"customId":"c-17"}""")),
        new("exp as a lifetime", TokenFindingCode.ExpiryIsDuration, "exp is 3600: that is a length of time", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"exp":3600,"customId":"c-17"}""")),
        new("expired", TokenFindingCode.Expired, "Expired 2 hours ago", mint => mint.WithPayload($$"""{"iat":{{mint.Now - 7600}},"exp":{{mint.Now - 7300}},"customId":"c-17"}""")),
        new("exp before iat", TokenFindingCode.Expired, "exp is not after iat", mint => mint.WithPayload($$"""{"iat":{{mint.Now}},"exp":{{mint.Now - 3600}},"customId":"c-17"}""")),
    ];
}
