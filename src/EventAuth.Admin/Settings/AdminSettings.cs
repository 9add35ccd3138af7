using System.Net;
using EventAuth.Ingest;
using EventAuth.Storage.Database;

namespace EventAuth.Admin.Settings;

/// <summary>All settings of the program, read and checked once at start.</summary>
/// <param name="KeepRejectedPayload"><c>Decisions:KeepRejectedPayload</c>: whether the content of rejected events is kept for a week,
/// encrypted.</param>
internal sealed record AdminSettings(
    ListenerSettings Listeners,
    StorageOptions Storage,
    TokenRules Tokens,
    IngestOptions Ingest,
    bool KeepRejectedPayload,
    RateLimitSettings RateLimits,
    ConsoleSettings Console,
    BootstrapSettings Bootstrap)
{
    /// <summary><c>Policy:StaleAfterSeconds</c>: how long the policy may be unreadable before <c>/readyz</c> says so.</summary>
    public TimeSpan PolicyStaleAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>Node:Name</c>: what people call this process; null for its machine and port.</summary>
    public string? NodeName { get; init; }
}

/// <summary>Where the program listens.</summary>
/// <param name="Admin"><c>Listeners:Admin</c>: console and admin API; null while turned off.</param>
/// <param name="Ingest"><c>Listeners:Ingest</c>: events of the SDK; null while turned off.</param>
/// <param name="TrustedProxies"><c>Listeners:TrustedProxies</c>: who may tell the client's address and scheme; often
/// empty.</param>
internal sealed record ListenerSettings(ListenerAddress? Admin, ListenerAddress? Ingest, ImmutableArray<IPNetwork> TrustedProxies)
{
    /// <summary><c>Listeners:IngestPublicAddress</c>: where browsers reach the ingest listener; null if that was not said.</summary>
    public PublicAddress? IngestPublicAddress { get; init; }

    /// <summary><c>Listeners:MaxAdminConnections</c>; null for as many as the limit of open files allows.</summary>
    public int? MaxAdminConnections { get; init; }

    /// <summary><c>Listeners:MaxIngestConnections</c>; null for as many as the limit of open files allows.</summary>
    public int? MaxIngestConnections { get; init; }

    /// <summary><c>Listeners:MinBodyBytesPerSecond</c>: how fast a body must arrive.</summary>
    public int MinBodyBytesPerSecond { get; init; } = 1_000;
}

/// <summary>How many requests are allowed; 0 for no limit. The limit for events is in <see cref="IngestOptions"/>.</summary>
/// <param name="SignInPerMinute"><c>RateLimits:SignInPerMinute</c>: attempts to sign in or to use a link that grants access, for each
/// address.</param>
/// <param name="ApiPerSecond"><c>RateLimits:ApiPerSecond</c>: calls of the admin API, for each key.</param>
internal sealed record RateLimitSettings(int SignInPerMinute, int ApiPerSecond);

/// <summary>What a live page may take of this process.</summary>
/// <param name="MaxMessageKilobytes"><c>Console:MaxMessageKilobytes</c>: the longest message from a browser, in KiB.</param>
/// <param name="MaxRetainedCircuits"><c>Console:MaxRetainedCircuits</c>: how many pages that lost their connection are kept until they
/// return.</param>
internal sealed record ConsoleSettings(int MaxMessageKilobytes, int MaxRetainedCircuits);

/// <summary>Creates the first administrator and the first API key without a person; used only while there is no user.</summary>
/// <param name="AdminEmail"><c>Bootstrap:AdminEmail</c>; set exactly when the password is.</param>
/// <param name="AdminPassword"><c>Bootstrap:AdminPassword</c>.</param>
/// <param name="ApiKey"><c>Bootstrap:ApiKey</c>.</param>
internal sealed record BootstrapSettings(string? AdminEmail, string? AdminPassword, string? ApiKey)
{
    /// <summary>Whether any of them is set.</summary>
    public bool IsAnySet => AdminEmail is not null || ApiKey is not null;

    /// <summary>Names the kind of value and none of its content: secrets stay out of logs.</summary>
    public override string ToString() => nameof(BootstrapSettings);
}
