namespace EventAuth.Admin.Access;

/// <summary>Tells the live pages of this process that somebody's rights may have changed, so that each checks at once.</summary>
internal sealed class AccessChanges
{
    /// <summary>Raised after the change is committed, on the thread that made it.</summary>
    public event Action? Changed;

    public void Announce() => Changed?.Invoke();
}
