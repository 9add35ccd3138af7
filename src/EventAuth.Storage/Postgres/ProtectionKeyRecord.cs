namespace EventAuth.Storage.Postgres;

/// <summary>A key that protects cookies, forms and what is kept encrypted; the same for all processes.</summary>
public sealed class ProtectionKeyRecord
{
    public required string Name { get; set; }

    /// <summary>Encrypted under a key that lies outside the database.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Whether it is a key; false for a note that keys are void.</summary>
    public bool IsKey { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
