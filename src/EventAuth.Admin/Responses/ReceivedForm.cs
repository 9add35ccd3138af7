using EventAuth.Admin.Hosting;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Admin.Responses;

/// <summary>
/// Forms are UTF-8, as browsers send them. The framework throws for some names of other character sets, such as utf-7, as if that were a
/// fault of this program.
/// </summary>
internal static class ReceivedForm
{
    /// <summary>Throws <see cref="BadHttpRequestException"/> (415) for a form that says it is in another character set.</summary>
    public static void Check(HttpRequest request)
    {
        if (request.HasFormContentType
            && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.Charset.HasValue
            && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException("The form is not in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }
    }
}
