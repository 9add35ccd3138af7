using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Ingest.Responses;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Api;

/// <summary>Reads all certificates ever defined, and defines the one in force.</summary>
internal static class CertificateEndpoints
{
    private const string CursorKind = "certificates";
    private const string Invalid = "invalid_certificate";

    public static void MapCertificates(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/certificates", EndpointDescriptions.Reads, ListAsync)
            .Described("Certificate", "All certificates, newest first")
            .Produces<ListPage<CertificateAnswer>>().AnswersProblems(400).TakesPage();
        api.MapPut("/certificate", DefineAsync)
            .Described("Certificate", "Define the certificate; If-Match is honoured")
            .Takes<CertificateDefinition>().Produces<CertificateAnswer>()
            .RequireAuthorization(AccessRules.ApiAdministration).AnswersProblems(400, 403, 409, 412, 413, 415, 422, 503);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IPolicyStore store, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var limit = query.Limit();
        var after = query.Place<CursorPlace>(text => Cursor.TryRead(text, CursorKind, parts: 1) is [var id] ? new CursorPlace(id) : null);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var all = await store.ReadCertificatesAsync(cancellation);
        var current = (await store.ReadLatestAsync(cancellation))?.Policy.Certificate?.Id;
        var rest = after is { Id: var last } ? all.SkipWhile(certificate => certificate.Id != last).Skip(1) : all;
        return TypedResults.Ok(rest.Take(limit + 1).ToList().ToPage(
            limit,
            certificate => new CertificateAnswer(certificate, current, version: null),
            certificate => Cursor.Write(CursorKind, certificate.Id)));
    }

    private static async Task<IResult> DefineAsync(HttpContext context, PolicyChanges changes)
    {
        VersionCondition? condition = null;
        if (context.Request.Headers.IfMatch is { Count: > 0 } ifMatch && !VersionCondition.TryRead(ifMatch, out condition))
        {
            return ApiProblems.BadIfMatch;
        }

        var body = await JsonBody.ReadAsync(context.Request, CertificateBody.MaxBytes, keepsOtherTypes: true);
        if (CertificateBody.HoldsPrivateKey(body.Bytes.Span))
        {
            return ApiProblems.Invalid(Invalid, CertificateBody.PrivateKey);
        }

        if (body.Problem is { } problem)
        {
            return problem;
        }

        var errors = new List<ProblemError>();
        var change = CertificateBody.Read(body.Root, errors);
        return await changes.ApplyAsync(context, change, errors, condition, Invalid, applied => Answer(context, applied.Revision));
    }

    private static Ok<CertificateAnswer> Answer(HttpContext context, PolicyRevision revision)
    {
        context.Response.Headers.ETag = VersionCondition.TagOf(revision.Version).ToString();
        var certificate = revision.Policy.Certificate!;
        return TypedResults.Ok(new CertificateAnswer(certificate, certificate.Id, revision.Version));
    }

    private readonly record struct CursorPlace(string Id);
}
