using Microsoft.Net.Http.Headers;

namespace EventAuth.Admin.Responses;

/// <summary>
/// The console's forms come as <c>application/x-www-form-urlencoded</c> in UTF-8. Any other form is refused before it is read: the framework
/// throws for some character sets, such as utf-7, also in a part of a multipart form, as if that were a fault of this program.
/// </summary>
internal static class ReceivedForm
{
    /// <summary>Throws <see cref="BadHttpRequestException"/> (415) for a form of another kind or character set.</summary>
    public static void Check(HttpRequest request)
    {
        if (request.HasFormContentType && !IsReadable(request.ContentType))
        {
            throw new BadHttpRequestException(
                "The form is not application/x-www-form-urlencoded in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private static bool IsReadable(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
