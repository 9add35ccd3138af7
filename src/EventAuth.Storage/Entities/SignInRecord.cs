namespace EventAuth.Storage.Entities;

/// <summary>One sign-in of a person, which lasts until it is ended. The cookie carries its id.</summary>
[Index(nameof(AccountId), nameof(At))]
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
