namespace EventAuth.Storage.Entities;

/// <summary>A link with which a person creates their own account, once. Only its hash is kept.</summary>
[Index(nameof(Hash), IsUnique = true)]
public sealed class InvitationRecord
{
    public int Id { get; set; }

    /// <summary>SHA-256 of the code in the link.</summary>
    public required byte[] Hash { get; set; }

    public required string Email { get; set; }

    /// <summary>The role the account will have.</summary>
    public required string Role { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The e-mail of the administrator who invited.</summary>
    public required string CreatedBy { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
