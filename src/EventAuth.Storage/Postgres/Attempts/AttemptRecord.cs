namespace EventAuth.Storage.Postgres.Attempts;

/// <summary>What is known of attempts; see <see cref="Storage.Attempts.AttemptFacts"/>.</summary>
[PrimaryKey(nameof(Key))]
public sealed class AttemptRecord
{
    /// <summary>A hash of whose attempts they are, under a key that lies outside the database.</summary>
    public required byte[] Key { get; set; }

    public required long[] Values { get; set; }

    /// <summary>In milliseconds since 1970, by the clock of the database.</summary>
    public long Until { get; set; }
}
