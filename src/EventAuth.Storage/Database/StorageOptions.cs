namespace EventAuth.Storage.Database;

/// <summary>Where the embedded database lies and how much it takes in.</summary>
public sealed record StorageOptions
{
    /// <summary>The folder; it exists when storage starts. <c>Storage:Path</c>.</summary>
    public required string Path { get; init; }

    /// <summary>How many discovered events the catalogue holds. <c>Catalog:MaxDiscovered</c>.</summary>
    public int MaxDiscovered { get; init; } = 10_000;

    /// <summary>How many events may wait to be written before more are refused. <c>Storage:MaxQueuedEvents</c>.</summary>
    public int MaxQueuedEvents { get; init; } = 20_000;

    /// <summary>How many days a rejection is kept; 0 for ever. <c>Decisions:KeepRejectionsDays</c>.</summary>
    public int RejectionDays { get; init; } = 30;

    /// <summary>How many identifiers of customers the writer remembers between transactions; a profile with much data counts for more.</summary>
    public int MaxRemembered { get; init; } = 100_000;

    /// <summary>How long the writer waits for a change of the console to finish.</summary>
    public TimeSpan WriterPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The database file.</summary>
    public string DatabaseFile => System.IO.Path.Combine(Path, "eventauth.db");

    /// <summary>How the database file is opened.</summary>
    public string ConnectionString => $"Data Source={DatabaseFile};Foreign Keys=True;Pooling=True";
}
