using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Ingest.Sdk;

/// <summary>
/// Serves the JavaScript SDK to any site's pages, whichever origins may send events: the files are public. It neither reads a body nor
/// counts: a page that loads the script sends no event yet.
/// </summary>
internal static class SdkEndpoint
{
    private const string MediaType = "text/javascript; charset=utf-8";

    // The address with the tag names the bytes, so browsers keep them for a year, the most that caches observe. Under any other address
    // they ask every five minutes.
    private const string ForGood = "public, max-age=31536000, immutable";
    private const string Shortly = "public, max-age=300";

    /// <summary>Whether a path is below the SDK's folder.</summary>
    public static bool Has(PathString path) => path.StartsWithSegments(SdkFile.Folder, StringComparison.Ordinal);

    /// <summary>Maps <c>GET</c> and <c>HEAD</c> for each file.</summary>
    public static void MapSdk(this IEndpointRouteBuilder endpoints)
    {
        Map(SdkFile.Script);
        Map(SdkFile.Module);
        Map(SdkFile.Proof);

        void Map(SdkFile file)
        {
            var tag = file.Integrity["sha384-".Length..];
            endpoints.MapMethods(file.Path, [HttpMethods.Get, HttpMethods.Head], context => AnswerAsync(context, file, tag))
                .AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static Task AnswerAsync(HttpContext context, SdkFile file, string tag)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = context.Request.Query["v"] == file.Tag ? ForGood : Shortly;
        headers.Vary = HeaderNames.AcceptEncoding;

        // A strong tag names exact bytes, so each coding has its own (RFC 9110, section 8.8.3.3).
        var accepted = new AcceptedCodings(context.Request);
        var (bytes, coding) = accepted.Has("br") ? (file.Brotli, "br") : accepted.Has("gzip") ? (file.Gzip, "gzip") : (file.Bytes, null);
        if (coding is not null)
        {
            headers.ContentEncoding = coding;
        }

        var entityTag = new EntityTagHeaderValue($"\"{tag}{(coding is null ? "" : "-" + coding)}\"");
        return TypedResults.Bytes(bytes, MediaType, entityTag: entityTag).ExecuteAsync(context);
    }
}
