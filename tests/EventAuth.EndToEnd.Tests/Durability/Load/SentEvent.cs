namespace EventAuth.EndToEnd.Tests.Durability.Load;

/// <summary>An event as it is sent. Its number is in <c>params</c>, so that the stored row shows which sent event it is.</summary>
/// <param name="Number">Unique within a load.</param>
/// <param name="Action">The event's name.</param>
/// <param name="Uuid"><c>client.uuid</c>.</param>
/// <param name="Salt">The <c>eventSalt</c>, or null: such an event is never sent twice.</param>
/// <param name="Email">An e-mail that only this uuid sends, or null.</param>
/// <param name="CustomId">The customer that the request's token proves, or null without a token.</param>
internal sealed record SentEvent(long Number, string Action, string Uuid, string? Salt, string? Email, string? CustomId)
{
    /// <summary>The body that is posted.</summary>
    public object Body
    {
        get
        {
            var client = new Dictionary<string, object> { ["uuid"] = Uuid, ["attributes"] = new { seen = Number } };
            if (Email is not null)
            {
                client["email"] = Email;
            }

            var body = new Dictionary<string, object> { ["action"] = Action, ["client"] = client, ["params"] = new { number = Number } };
            if (Salt is not null)
            {
                body["eventSalt"] = Salt;
            }

            return body;
        }
    }
}
