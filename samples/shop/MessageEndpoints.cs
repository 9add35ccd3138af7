namespace EventAuth.Shop;

/// <summary>The contact form's own way to the shop, beside the event that EventAuth gets.</summary>
internal static class MessageEndpoints
{
    private const int MaxField = 254;
    private const int MaxText = 2_000;

    public static void MapMessages(this WebApplication app) => app.MapPost("/messages", async (Message message, MessageBook book) =>
    {
        var fits = message is { Name.Length: > 0 and <= MaxField, Email.Length: > 0 and <= MaxField, Text.Length: > 0 and <= MaxText };
        if (!fits)
        {
            return Results.Json(new { problem = "Please fill in each field." }, statusCode: StatusCodes.Status400BadRequest);
        }

        return await book.AddAsync(message.Name, message.Email, message.Text)
            ? Results.NoContent()
            : Results.Json(new { problem = "The shop cannot keep more messages." }, statusCode: StatusCodes.Status503ServiceUnavailable);
    });

    private sealed record Message(string Name, string Email, string Text);
}
