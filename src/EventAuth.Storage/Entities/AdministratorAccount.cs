using Microsoft.AspNetCore.Identity;

namespace EventAuth.Storage.Entities;

/// <summary>A person who may sign in to the console.</summary>
public sealed class AdministratorAccount : IdentityUser
{
    /// <summary>When the account was created, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The name of the role; an unknown name has no rights.</summary>
    public string Role { get; set; } = "";
}
