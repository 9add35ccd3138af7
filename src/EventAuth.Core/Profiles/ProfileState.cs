namespace EventAuth.Core.Profiles;

/// <summary>A profile while events are being decided: the working copy of the single writer.</summary>
public sealed class ProfileState
{
    /// <summary>Identifies the profile in storage permanently.</summary>
    public required long Id { get; init; }

    /// <summary>The first of its uuids, lower case.</summary>
    public required string Uuid { get; set; }

    /// <summary>As sent, or null.</summary>
    public string? Email { get; set; }

    /// <summary>Whether a token proved the e-mail.</summary>
    public bool EmailProven { get; set; }

    /// <summary>As sent, or null.</summary>
    public string? CustomId { get; set; }

    /// <summary>Whether a token proved the customId.</summary>
    public bool CustomIdProven { get; set; }

    /// <summary>Customer data.</summary>
    public CustomerAttributes Attributes { get; init; } = new();

    /// <summary>When it was created, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>Recognized as soon as there is an e-mail or a customId.</summary>
    public bool IsRecognized => Email is not null || CustomId is not null;

    /// <summary>E-mail or customId, and whether a token proved it.</summary>
    internal (string? Value, bool IsProven) Of(IdentifierKind kind) =>
        kind == IdentifierKind.Email ? (Email, EmailProven) : (CustomId, CustomIdProven);

    /// <summary>Sets e-mail or customId.</summary>
    internal void Set(IdentifierKind kind, string? value, bool isProven)
    {
        if (kind == IdentifierKind.Email)
        {
            (Email, EmailProven) = (value, isProven);
        }
        else
        {
            (CustomId, CustomIdProven) = (value, isProven);
        }
    }
}
