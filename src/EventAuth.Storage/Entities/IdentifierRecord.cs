using EventAuth.Core.Profiles;

namespace EventAuth.Storage.Entities;

/// <summary>To whom an identifier belongs now.</summary>
public sealed class IdentifierRecord
{
    public IdentifierKind Kind { get; set; }

    /// <summary>The form in which identifiers of the kind are compared.</summary>
    public required string Value { get; set; }

    public long ProfileId { get; set; }

    /// <summary>Whether it came with proof: see <see cref="LinkProofExtensions.IsProven"/>.</summary>
    public bool Proven { get; set; }
}
