namespace EventAuth.Admin.Components.Profiles;

/// <summary>What a person searched for, kept in the circuit and never in an address: it may be somebody's e-mail.</summary>
internal sealed class ProfileSearch
{
    /// <summary>The longest text that can be an identifier.</summary>
    public const int MaxLength = 256;

    /// <summary>The text; empty while nothing is searched.</summary>
    public string Text { get; set; } = "";
}
