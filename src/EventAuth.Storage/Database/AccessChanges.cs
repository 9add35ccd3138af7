namespace EventAuth.Storage.Database;

/// <summary>
/// Tells the live pages of this process that somebody's rights may have changed, so that each checks at once. A change that another process
/// over the same database made arrives within about a second.
/// </summary>
public sealed class AccessChanges
{
    /// <summary>Raised after the change is committed, on any thread.</summary>
    public event Action? Changed;

    public void Announce() => Changed?.Invoke();
}
