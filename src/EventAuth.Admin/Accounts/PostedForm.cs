using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace EventAuth.Admin.Accounts;

/// <summary>The fields of a small form, and whether it came from a page of this console.</summary>
internal sealed class PostedForm
{
    /// <summary>The message for one that is not <see cref="IsGenuine"/>.</summary>
    public const string TooOld = "The form had been open too long. Send it again.";

    private const int MaxFields = 8;
    private const int MaxBytes = 16 * 1024;

    private readonly IFormCollection _fields;

    private PostedForm(IFormCollection fields, bool isGenuine) => (_fields, IsGenuine) = (fields, isGenuine);

    /// <summary>Whether the antiforgery token is valid: not after the session changed or the keys were lost.</summary>
    public bool IsGenuine { get; }

    /// <summary>The message for the sender; null when it is genuine.</summary>
    public string? Alert => IsGenuine ? null : TooOld;

    /// <summary>The text of a field; empty when it was not sent.</summary>
    public string this[string field] => _fields[field].ToString();

    /// <summary>Reads the form of a request. A body that is too large or not a form throws <see cref="BadHttpRequestException"/>.</summary>
    public static async Task<PostedForm> ReadAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!context.Request.HasFormContentType)
        {
            throw new BadHttpRequestException("The body is no form.", StatusCodes.Status415UnsupportedMediaType);
        }

        var limits = new FormOptions { ValueCountLimit = MaxFields, ValueLengthLimit = MaxBytes, BufferBodyLengthLimit = MaxBytes };
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBytes;
        }

        try
        {
            var fields = await context.Request.ReadFormAsync(limits, context.RequestAborted);
            return new PostedForm(fields, await antiforgery.IsRequestValidAsync(context));
        }
        catch (InvalidDataException exception)
        {
            throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, exception);
        }
    }
}
