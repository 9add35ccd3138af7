namespace EventAuth.Core.Policies;

/// <summary>What a person or program wants changed, as received from outside: not validated yet.</summary>
public sealed record PolicyChange
{
    /// <summary>The lists to replace completely, with the names as written; a kind that is absent stays as it is.</summary>
    public ImmutableDictionary<EventListKind, IReadOnlyList<string?>> Lists { get; init; } =
        ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty;

    /// <summary>The text of a new certificate, or null to keep the current one.</summary>
    public string? CertificateText { get; init; }

    /// <summary>Whether a certificate in force may be replaced by another key.</summary>
    public bool OverwriteCertificate { get; init; }

    /// <summary>A remark for the history.</summary>
    public string? Comment { get; init; }

    /// <summary>A change of one list.</summary>
    public static PolicyChange OfList(EventListKind kind, IEnumerable<string> events, string? comment = null) => new()
    {
        Lists = ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty.Add(kind, [.. events]),
        Comment = comment,
    };

    /// <summary>A change of the certificate.</summary>
    public static PolicyChange OfCertificate(string text, bool overwrite) =>
        new() { CertificateText = text, OverwriteCertificate = overwrite };
}
