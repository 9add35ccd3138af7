namespace EventAuth.Storage.Journal;

/// <summary>The next ids. The one writer counts by itself, so that a row's id is known before it is written.</summary>
internal sealed class JournalCounters(JournalConnection connection)
{
    private long _profile = connection.GreatestProfile();
    private long _link = connection.GreatestId("ProfileLinks");
    private long _event = connection.GreatestId("Events");

    /// <summary>The id of the last event.</summary>
    public long LastEvent => _event;

    public long NextProfile() => ++_profile;

    public long NextLink() => ++_link;

    public long NextEvent() => ++_event;
}
