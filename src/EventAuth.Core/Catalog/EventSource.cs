namespace EventAuth.Core.Catalog;

/// <summary>Where an entry of the catalogue comes from. Stored by number; the order is that of lists.</summary>
public enum EventSource
{
    /// <summary>Part of every installation.</summary>
    Standard,

    /// <summary>Made by a person.</summary>
    Custom,

    /// <summary>Seen at the ingest endpoint before anybody defined it.</summary>
    Discovered,
}
