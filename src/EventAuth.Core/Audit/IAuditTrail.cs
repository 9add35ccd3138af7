using System.Text.Encodings.Web;

namespace EventAuth.Core.Audit;

/// <summary>Takes down what happened.</summary>
public interface IAuditTrail
{
    /// <summary>Appends an entry durably. Throws when storage fails: the trail knows nothing of it then, so do the thing after.</summary>
    Task RecordAsync(AuditFact fact, CancellationToken cancellation);

    /// <summary>The name under which an attempted account stands in the trail; see <see cref="AuditKey.PseudonymOf"/>.</summary>
    string PseudonymOf(string account);

    /// <summary>The name under which a customer stands in the trail; see <see cref="AuditKey.PseudonymOfCustomer"/>.</summary>
    string PseudonymOfCustomer(string uuid);
}

/// <summary>Something that happened and is to be recorded. Never holds a password, a key, a token or data of customers.</summary>
/// <param name="Subject">To what: a list, an event's name, a key's name.</param>
/// <param name="Before">What was there before, as JSON; null for nothing.</param>
/// <param name="After">What is there now, as JSON; null for nothing.</param>
public sealed record AuditFact(AuditAction Action, string Subject, string? Before = null, string? After = null)
{
    /// <summary>Who did it, where that is not the person or program whose request is being handled.</summary>
    public string? Who { get; init; }
}

/// <summary>How what was before and what is after are written.</summary>
public static class AuditJson
{
    // People search these texts and read them: letters stay letters. Where they are shown they are text, never part of a page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as JSON.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Readable);
}

/// <summary>Knows on whose behalf the present code runs.</summary>
public interface IAuditActorSource
{
    /// <summary>The person or program whose request is being handled; the installation where there is none.</summary>
    AuditActor Current { get; }
}

/// <summary>Who acts, and from where.</summary>
/// <param name="Who">As in <see cref="AuditEntry.Who"/>.</param>
/// <param name="Origin">The network address; null for the program itself.</param>
public sealed record AuditActor(string Who, string? Origin)
{
    /// <summary>The program itself.</summary>
    public static AuditActor Installation { get; } = new(AuditEntry.Installation, Origin: null);
}
