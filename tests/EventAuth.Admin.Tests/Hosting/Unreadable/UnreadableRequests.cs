namespace EventAuth.Admin.Tests.Hosting.Unreadable;

/// <summary>
/// What strangers may send instead of HTTP: heads and bodies for any path, and what only one listener could take for something.
/// </summary>
internal static class UnreadableRequests
{
    private const string Json = "Content-Type: application/json\r\n";
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";
    private const string Chunked = "Transfer-Encoding: chunked\r\n";

    /// <summary>For the ingest listener.</summary>
    public static IReadOnlyList<UnreadableRequest> Ingest { get; } =
    [
        .. Heads("/healthz"),
        .. Bodies("POST /v4/events/custom", Json),
        .. Bodies("POST /v4/events/batch", Json),
        new("a path that is not served", "GET /%ff%fe/%c3%28 HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        .. StrangeHosts.Select(host => new UnreadableRequest($"the host {host}", $"POST /v4/events/custom HTTP/1.1\r\nHost: {host}\r\n{Json}Content-Length: 2\r\n\r\n{{}}", 400)),
        new("an invalid content coding", Head("POST /v4/events/custom", Json + "Content-Encoding: ,,;\r\nContent-Length: 2\r\n") + "{}", 415),
        new("an invalid type", Head("POST /v4/events/custom", "Content-Type: \"/;;=\r\nContent-Length: 2\r\n") + "{}", 415),
        new("a preflight of noise", Head("OPTIONS /v4/events/custom", "Origin: \"\\\r\nAccess-Control-Request-Method: @@\r\nAccess-Control-Request-Headers: \x80\x81\r\n"), UnreadableRequest.NoServerError),
        new("noise in every header", Head("POST /v4/events/custom", Json + Noise + "Content-Length: 2\r\n") + "{}", 400),
    ];

    /// <summary>For the admin listener.</summary>
    /// <param name="cookie">The cookie of somebody signed in: others have no live connections.</param>
    public static IReadOnlyList<UnreadableRequest> Admin(string cookie) =>
    [
        .. Heads("/healthz"),
        .. Bodies("PUT /api/v1/policy", Json + $"If-Match: \"1\"\r\nAuthorization: Bearer {RunningProgram.ApiKey}\r\n"),
        .. Bodies("POST /api/v1/tokens/inspect", Json + $"Authorization: Bearer {RunningProgram.ApiKey}\r\n"),
        .. Bodies("POST /sign-in", Form),
        .. Bodies("POST /setup", Form, UnreadableRequest.NoServerError),
        .. Bodies("POST /", Form, UnreadableRequest.NoServerError),
        .. Bodies("POST /_blazor/negotiate?negotiateVersion=1", "Origin: http://x\r\nContent-Type: text/plain\r\n", UnreadableRequest.NoServerError),
        .. StrangeHosts.SelectMany(host => new[] { "/connect-your-site/test-site", "/connect-your-site", "/sign-in", "/api/v1/policy", "/nowhere" }.Select(path =>
            new UnreadableRequest($"the host {host} for {path}", $"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n", 400))),
        new("a form without its boundary", Head("POST /sign-in", "Content-Type: multipart/form-data\r\nContent-Length: 2\r\n") + "--", 415),
        new("a form with an endless boundary", Head("POST /sign-in", $"Content-Type: multipart/form-data; boundary={new string('b', 500)}\r\nContent-Length: 2\r\n") + "--", 415),
        new("a form that breaks off", Head("POST /sign-in", "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 12\r\n") + "--b\r\nContent", 415),
        new("a form with a broken part", Head("POST /sign-in", "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 19\r\n") + "--b\r\nnonsense\r\n\r\n--", 415),
        new("a form of a thousand fields", Head("POST /sign-in", Form + "Content-Length: 3999\r\n") + string.Join('&', Enumerable.Repeat("a=b", 1000)), UnreadableRequest.NoServerError),
        new("a form that is not text", Head("POST /sign-in", Form + "Content-Length: 10\r\n") + "%zz=\xff%ff&%", UnreadableRequest.NoServerError),
        new("a form in an invalid charset", Head("POST /sign-in", "Content-Type: application/x-www-form-urlencoded; charset=utf-7\r\nContent-Length: 3\r\n") + "a=b", 415),
        .. new[] { "/sign-in", "/sign-out", "/setup", "/" }.SelectMany(path => PartsInInvalidCharsets(path, 415)),
        .. PartsInInvalidCharsets("/_blazor/disconnect", UnreadableRequest.NoServerError),
        new("a page that is left, in an invalid charset", Head("POST /_blazor/disconnect", "Content-Type: application/x-www-form-urlencoded; charset=utf-7\r\nContent-Length: 3\r\n") + "a=b", UnreadableRequest.NoServerError),
        new("the same to a page", Head("POST /", "Content-Type: application/x-www-form-urlencoded; charset=\"utf-7\"\r\nContent-Length: 3\r\n") + "a=b", 415),
        new("noise in every header of a page", Head("GET /sign-in", Noise), UnreadableRequest.NoServerError),
        new("noise in every header of a call", Head("GET /api/v1/policy", Noise), UnreadableRequest.NoServerError),
        new("noise as conditions of a file", Head("GET /favicon.svg", "If-None-Match: \"\\\r\nIf-Modified-Since: junk\r\nRange: bytes=9-1,x\r\nIf-Range: \"\r\n"), UnreadableRequest.NoServerError),
        new("a range that is not there", Head("GET /favicon.svg", "Range: bytes=99999999999-\r\n"), 416),
        new("an address that leads nowhere", "GET /sign-in?returnUrl=%ff%fe&%zz=%c3%28&&&=== HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", UnreadableRequest.NoServerError),
        new("a path that is not served", "GET /%ff%fe/%c3%28 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", UnreadableRequest.NoServerError),
        new("a live connection of nobody", Head("GET /_blazor?id=nobody", "Origin: http://x\r\n"), UnreadableRequest.NoServerError),
        new("a negotiation of an invalid version", Head("POST /_blazor/negotiate?negotiateVersion=x", "Origin: http://x\r\nContent-Length: 0\r\n"), UnreadableRequest.NoServerError),
        new("a WebSocket without its key", Head("GET /_blazor", "Origin: http://x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"), UnreadableRequest.NoServerError),
        new("a WebSocket with a broken key", Head("GET /_blazor", "Origin: http://x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: =\r\n"), UnreadableRequest.NoServerError),
        new("a WebSocket of another version", Head("GET /_blazor", WebSocketOf(cookie).Replace("13", "99", StringComparison.Ordinal)), UnreadableRequest.NoServerError),
        new("frames that are none", Head("GET /_blazor", WebSocketOf(cookie)) + "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 101),
        new("a frame that is not masked", Head("GET /_blazor", WebSocketOf(cookie)) + "\x82\x01\x00", 101),
        new("an invalid handshake", Head("GET /_blazor", WebSocketOf(cookie)) + "\x82\x84\x00\x00\x00\x00junk", 101),
        new("a handshake of another protocol", Head("GET /_blazor", WebSocketOf(cookie)) + Frame("{\"protocol\":\"none\",\"version\":1}\x1e"), 101),
        new("an invalid message", Head("GET /_blazor", WebSocketOf(cookie)) + Frame(Handshake) + Frame("\x04\xff\xff\xff\xff"), 101),
        new("a message that is too long", Head("GET /_blazor", WebSocketOf(cookie)) + Frame(Handshake) + "\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00", 101),
        new("a call with wrong arguments", Head("GET /_blazor", WebSocketOf(cookie)) + Frame(Handshake) + Frame("\x15\x95\x01\x80\xa1" + "1\xac" + "StartCircuit\x91\xc0"), 101),
        new("a reset live connection", Head("GET /_blazor", WebSocketOf(cookie)) + Frame(Handshake), 0, RawEnd.Reset),
        new("a reset while a page is answered", Head("GET /sign-in", ""), 0, RawEnd.Reset),
        new("a reset while a file is answered", Head("GET /_framework/blazor.web.js", ""), 0, RawEnd.Reset),
        new("a reset while a call is answered", Head("GET /api/v1/events?limit=1000", $"Authorization: Bearer {RunningProgram.ApiKey}\r\n"), 0, RawEnd.Reset),
    ];

    // A part of a form has its own type.
    private static IEnumerable<UnreadableRequest> PartsInInvalidCharsets(string path, int status) =>
        new[] { "utf-7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7" }.Select(charset =>
        {
            var body = "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n"
                + $"Content-Type: text/plain; charset={charset}\r\n\r\nx\r\n--b--\r\n";
            var head = Head($"POST {path}", $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {body.Length}\r\n");
            return new UnreadableRequest($"a part in {charset} to {path}", head + body, status);
        });

    private const string Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\x1e";


    // The server lets them in, and no address can be made of them.
    private static string[] StrangeHosts => ["xn--a", "xn--a.example:80", "a'b", "a..b", "x(y)"];

    // Headers that are read on the way: accounts, forms, proxies, telemetry, content.
    private const string Noise =
        "Accept: \"\\;q=x\r\nAccept-Encoding: ;q=9\r\nAccept-Language: \xc3\xa9,,\r\nAuthorization: \xc3\xa9 \xc3\xa9\r\nCookie: EventAuth.SignIn=junk; EventAuth.Form=junk; EventAuth.SecondStep=\xc3\xa9; =;;\r\n"
        + "Origin: \"\r\nReferer: :::\r\nUser-Agent: \xc3\xa9\r\nX-Forwarded-For: junk, , 1.2.3.4:99999\r\nX-Forwarded-Proto: ,http,\xc3\xa9\r\ntraceparent: 00-junk\r\ntracestate: =,=\r\n"
        + "baggage: =;=,\xc3\xa9\r\nIf-Match: \xc3\xa9\r\nDate: junk\r\nExpect: junk\r\nTE: junk\r\n";

    private static string WebSocketOf(string cookie) =>
        $"Cookie: {cookie}\r\nOrigin: http://x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private static string Head(string request, string headers) => $"{request} HTTP/1.1\r\nHost: x\r\n{headers}\r\n";

    // One text frame, masked with zeros (RFC 6455, section 5.2).
    private static string Frame(string text) => $"\x82{(char)(0x80 | text.Length)}\0\0\0\0{text}";

    // What is wrong before the body is read.
    private static IEnumerable<UnreadableRequest> Heads(string path) =>
    [
        new("noise", "\x01\x02\xff\xfe\r\n\r\n", 400),
        new("a hello of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        new("a preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", UnreadableRequest.NoServerError, RawEnd.HalfClose),
        new("an invalid version", $"GET {path} HTTP/9.9\r\nHost: x\r\n\r\n", 505),
        new("no version", $"GET {path}\r\n\r\n", 400),
        new("an invalid method", $"G(T {path} HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        new("a control character in the path", "GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n", UnreadableRequest.NoServerError),
        new("a zero in the path", "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        new("an invalid address", "GET http://[::bad/ HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        new("a path too long", $"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        new("no host", $"GET {path} HTTP/1.1\r\n\r\n", 400),
        new("two hosts", $"GET {path} HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        new("an invalid host", $"GET {path} HTTP/1.1\r\nHost: a b/\\\r\n\r\n", 400),
        new("a header without a name", Head("GET " + path, ": x\r\n"), 400),
        new("a header without a colon", Head("GET " + path, "nonsense\r\n"), 400),
        new("a blank before the colon", Head("GET " + path, "a : x\r\n"), 400),
        new("a header over two lines", Head("GET " + path, "a: x\r\n y\r\n"), 400),
        new("a zero in a header", Head("GET " + path, "a: x\0y\r\n"), 400),
        new("a lone line feed in a header", Head("GET " + path, "a: x\ry\r\n"), 400),
        new("a header too long", Head("GET " + path, $"a: {new string('x', 40_000)}\r\n"), 431),
        new("too many headers", Head("GET " + path, string.Concat(Enumerable.Repeat("a: x\r\n", 200))), 431),
        new("a head that breaks off", $"GET {path} HTTP/1.1\r\nHost: x", 400, RawEnd.HalfClose),
        new("a reset in the head", $"GET {path} HTTP/1.1\r\nHo", 0, RawEnd.Reset),
        new("a reset after the head", Head("GET " + path, ""), 0, RawEnd.Reset),
        new("many requests and a reset", string.Concat(Enumerable.Repeat(Head("GET " + path, ""), 100)), 0, RawEnd.Reset),
    ];

    // What is wrong with the body, or with how its length is given (RFC 9112, sections 6 and 7).
    private static IEnumerable<UnreadableRequest> Bodies(string request, string headers, int whereNobodyReads = 400) =>
    [
        new($"{request}: an invalid length", Head(request, headers + "Content-Length: x\r\n"), 400),
        new($"{request}: a negative length", Head(request, headers + "Content-Length: -1\r\n"), 400),
        new($"{request}: a length beyond every number", Head(request, headers + "Content-Length: 99999999999999999999\r\n"), 400),
        new($"{request}: two lengths", Head(request, headers + "Content-Length: 1\r\nContent-Length: 2\r\n") + "{}", 400),
        new($"{request}: an invalid transfer coding", Head(request, headers + "Transfer-Encoding: nonsense\r\n"), 400),
        new($"{request}: no length over HTTP/1.0", $"{request} HTTP/1.0\r\n{headers}\r\n", 400),
        new($"{request}: less than the length", Head(request, headers + "Content-Length: 100\r\n") + "{\"action\":", whereNobodyReads, RawEnd.HalfClose),
        new($"{request}: a chunk size beyond every number", Head(request, headers + Chunked) + "FFFFFFFFF\r\n", whereNobodyReads),
        new($"{request}: a chunk size of many digits", Head(request, headers + Chunked) + new string('F', 5_000) + "\r\n", whereNobodyReads),
        new($"{request}: an invalid chunk size", Head(request, headers + Chunked) + "nonsense\r\n", whereNobodyReads),
        new($"{request}: a negative chunk size", Head(request, headers + Chunked) + "-1\r\n", whereNobodyReads),
        new($"{request}: an endless chunk extension", Head(request, headers + Chunked) + "1;" + new string('x', 100_000), UnreadableRequest.NoServerError),
        new($"{request}: a chunk longer than its size", Head(request, headers + Chunked) + "1\r\n{}}}\r\n0\r\n\r\n", whereNobodyReads),
        new($"{request}: an invalid trailer", Head(request, headers + Chunked) + "1\r\n{\r\n0\r\nnonsense\r\n\r\n", whereNobodyReads),
        new($"{request}: endless trailers", Head(request, headers + Chunked) + "1\r\n{\r\n0\r\n" + string.Concat(Enumerable.Repeat("a: x\r\n", 20_000)), UnreadableRequest.NoServerError),
        new($"{request}: chunks that break off", Head(request, headers + Chunked) + "5\r\n{\"a", whereNobodyReads, RawEnd.HalfClose),
        new($"{request}: a reset in the body", Head(request, headers + "Content-Length: 100\r\n") + "{\"action\":", 0, RawEnd.Reset),
        new($"{request}: a reset in a chunk", Head(request, headers + Chunked) + "5\r\n{\"a", 0, RawEnd.Reset),
        new($"{request}: a reset after the body", Head(request, headers + "Content-Length: 2\r\n") + "{}", 0, RawEnd.Reset),
    ];
}
