namespace EventAuth.Core.Lint;

/// <summary>How much a finding matters; the greater, the more.</summary>
public enum PolicyFindingSeverity
{
    /// <summary>May well be meant; worth a look when there is time.</summary>
    Info,

    /// <summary>Probably not what was meant: an entry without effect, or a door that stands open.</summary>
    Warning,

    /// <summary>Events are lost now, whoever sends them.</summary>
    Error,
}
