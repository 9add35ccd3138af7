using Microsoft.AspNetCore.Identity;

namespace EventAuth.Storage.Entities;

/// <summary>A person who may sign in to the console.</summary>
public sealed class AdministratorAccount : IdentityUser
{
    /// <summary>When the account was made, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The name of the role; an unknown name has no rights.</summary>
    public string Role { get; set; } = "";
}

/// <summary>One sign-in of a person, which lasts until it is ended. The cookie carries its id.</summary>
public sealed class SignInRecord
{
    /// <summary>Random; known to the cookie alone.</summary>
    public Guid Id { get; set; }

    public required string AccountId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>The address it came from, as text.</summary>
    public required string Address { get; set; }

    /// <summary>What the browser said it is, cut to a bounded length.</summary>
    public required string Browser { get; set; }

    /// <summary>When it was ended; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A link with which a person makes their own account, once. Only its hash is kept.</summary>
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

/// <summary>A key of the admin API. Only its hash is kept.</summary>
public sealed class ApiKeyRecord
{
    public int Id { get; set; }
    public required string Name { get; set; }

    /// <summary>SHA-256 of the key's bytes. A key has enough entropy that a slow hash adds nothing.</summary>
    public required byte[] Hash { get; set; }

    public required string Role { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public required string CreatedBy { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When a program came with it last, to some seconds; null before the first time.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
